/** The settings of src/settings/settings.ts that the templates leave out on purpose, each with its reason; `moreSettings` sets any of them. */
export const absentSettings: Readonly<Record<string, string>> = {
  AzureFunctionsJobHost__functionTimeout: 'host.json says it, to the host and to the code alike',
  InvoiceStorage:
    'a connection string holds a key; the account has none that open it, its three addresses are set',
  GRAPH_BASE_URL: 'the default is the public cloud',
  GRAPH_ACCESS_TOKEN: 'for a Graph on the same machine alone',
  AZURE_OPENAI_API_KEY: 'the identity opens the model; a new account has no keys',
  POLL_SCHEDULE: 'the default serves',
  INVOICE_FOLDERS: 'the default serves',
  RESYNC_DAYS: 'the default serves',
  SEND_DOUBT: 'the default serves',
  MODEL_WAIT: 'the default serves',
  DIGEST_SCHEDULE: 'the default serves',
  OPERATOR_AUTH: 'App Service authentication is not set up here; who pulls a lever types his name',
}
