// Values come from the azd environment or, in a pipeline, from the process's; those behind the comma stand in for a look without either.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'try')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param invoiceMailbox = readEnvironmentVariable('INVOICE_MAILBOX', 'invoices@fabrikam.example')
param apEmailAddress = readEnvironmentVariable('AP_EMAIL_ADDRESS', 'ap@fabrikam.example')
param teamsWebhookUrl = readEnvironmentVariable('TEAMS_WEBHOOK_URL', '')
param ownCompany = json(readEnvironmentVariable('OWN_COMPANY', '{}'))
param intakeFrom = readEnvironmentVariable('INTAKE_FROM', '')
param moreSettings = json(readEnvironmentVariable('MORE_SETTINGS', '{}'))
param openAi = readEnvironmentVariable('OPENAI', 'new')
param existingOpenAiName = readEnvironmentVariable('EXISTING_OPENAI_NAME', '')
param existingOpenAiResourceGroup = readEnvironmentVariable('EXISTING_OPENAI_RESOURCE_GROUP', '')
param alwaysReadyHttp = int(readEnvironmentVariable('ALWAYS_READY_HTTP', '1'))
param maximumInstanceCount = int(readEnvironmentVariable('MAXIMUM_INSTANCE_COUNT', '20'))
param siteUpdateStrategy = readEnvironmentVariable('SITE_UPDATE_STRATEGY', 'RollingUpdate')
param storageSku = readEnvironmentVariable('STORAGE_SKU', 'Standard_ZRS')
param deleteDocumentsAfterDays = int(readEnvironmentVariable('DELETE_DOCUMENTS_AFTER_DAYS', '0'))
param privateNetwork = bool(readEnvironmentVariable('PRIVATE_NETWORK', 'false'))
param alerting = {
  email: readEnvironmentVariable('ALERT_EMAIL', '')
  docsUrl: readEnvironmentVariable('DOCS_URL', '')
  modelDollarsADay: int(readEnvironmentVariable('MODEL_DOLLARS_A_DAY', '5'))
  monthlyBudget: int(readEnvironmentVariable('MONTHLY_BUDGET', '0'))
  budgetFrom: readEnvironmentVariable('BUDGET_FROM', '')
}
