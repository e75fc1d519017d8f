// Everything the agent needs in Azure, in one resource group of its own: one command, safe to run again.
targetScope = 'subscription'

@description('Name of this installation; the resource group is called after it. azd sets it.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('Azure region of all resources. azd sets it.')
param location string

@description('The shared mailbox that invoices come to.')
param invoiceMailbox string

@description('Address of accounts payable; not the mailbox itself.')
param apEmailAddress string

@description('Address of the Teams Workflows webhook; empty: no cards. It holds its own signature, so it is a secret.')
@secure()
param teamsWebhookUrl string = ''

@description('What Graph proves its notices with. New at each deployment: the app then makes its subscription anew.')
@secure()
param graphClientState string = newGuid()

@description('Our own names, tax ids and IBANs, which are never the vendor: {"names":[],"taxIds":[],"ibans":[]}.')
param ownCompany object = {}

@description('Date from which mail is taken in, such as 2026-12-01; empty: the first start.')
param intakeFrom string = ''

@description('Further app settings by name, such as {"MODEL_WAIT":"2h","BREAKER_GRAPH":"5/60s"}.')
param moreSettings object = {}

@description('The model: a new Azure OpenAI account, an existing one, or none (rules read alone).')
@allowed(['new', 'existing', 'none'])
param openAi string = 'new'

@description('Name of the Azure OpenAI account where an existing one serves.')
param existingOpenAiName string = ''

@description('Its resource group, in this subscription.')
param existingOpenAiResourceGroup string = ''

@description('Name of the deployment, made or existing.')
param openAiDeployment string = 'invoice-reader'

@description('Model, version, kind of deployment and thousands of tokens a minute of a new deployment. DataZoneStandard keeps documents in the EU or the US.')
param openAiModel {
  name: string
  version: string
  sku: 'Standard' | 'DataZoneStandard' | 'GlobalStandard'
  capacity: int
} = { name: 'gpt-5-mini', version: '2025-08-07', sku: 'DataZoneStandard', capacity: 50 }

@description('Instances for HTTP that are never shut down: one lets the webhook answer before Graph gives up. 0 saves its price.')
@minValue(0)
param alwaysReadyHttp int = 1

@description('Most instances. Kept low: deferred messages count as backlog, and the mailbox takes four calls at once however many ask.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 20

@description('Memory of an instance in MB; a document is parsed in a worker thread beside the app.')
@allowed([2048, 4096])
param instanceMemoryMB int = 2048

@description('How an update replaces instances. RollingUpdate lets running work end first; it is in preview.')
@allowed(['RollingUpdate', 'Recreate'])
param siteUpdateStrategy string = 'RollingUpdate'

@description('Copies of the storage account. GZRS and GRS keep one in a second region.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageSku string = 'Standard_ZRS'

@description('Days after which documents are deleted; 0: never. Mind the law on keeping invoices.')
@minValue(0)
param deleteDocumentsAfterDays int = 0

@description('Days that telemetry is kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Who hears of alerts (empty: they show in the portal alone), where the pages of docs/ are read, dollars a day from which the model is too dear, and of a month for all (0: no budget), counted from the first of a month.')
param alerting {
  email: string
  docsUrl: string
  modelDollarsADay: int
  monthlyBudget: int
  budgetFrom: string
} = { email: '', docsUrl: '', modelDollarsADay: 5, monthlyBudget: 0, budgetFrom: '' }

@description('Storage and model answer only inside a virtual network of ours.')
param privateNetwork bool = false

// Names are made here, not taken from outputs, so that what-if can tell what will be; the order stands in each dependsOn.
var token = uniqueString(subscription().id, environmentName, location)
var names = {
  app: 'func-invoices-${token}'
  applicationInsights: 'appi-invoices-${token}'
  identity: 'id-invoices-${token}'
  network: 'vnet-invoices-${token}'
  openAi: openAi == 'existing' ? existingOpenAiName : 'oai-invoices-${token}'
  packages: 'app-package'
  plan: 'asp-invoices-${token}'
  storage: 'stinvoices${token}'
  workspace: 'log-invoices-${token}'
}
var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-invoices-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: { name: names.identity, location: location, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    workspaceName: names.workspace
    applicationInsightsName: names.applicationInsights
    location: location
    tags: tags
    logRetentionDays: logRetentionDays
    identityName: names.identity
  }
  dependsOn: [identity]
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    workspaceName: names.workspace
    email: alerting.email
    docsUrl: alerting.docsUrl
    modelDollarsADay: alerting.modelDollarsADay
  }
  dependsOn: [monitoring]
}

module workbook 'modules/workbook.bicep' = {
  scope: group
  params: { location: location, tags: tags, workspaceName: names.workspace }
  dependsOn: [monitoring]
}

module budget 'modules/budget.bicep' = if (alerting.monthlyBudget > 0) {
  scope: group
  params: { amount: alerting.monthlyBudget, from: alerting.budgetFrom, email: alerting.email }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  scope: group
  params: { name: names.network, location: location, tags: tags }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    name: names.storage
    location: location
    tags: tags
    sku: storageSku
    deleteDocumentsAfterDays: deleteDocumentsAfterDays
    packageContainer: names.packages
    publicAccess: !privateNetwork
    identityName: names.identity
  }
  dependsOn: [identity]
}

module storageEndpoints 'modules/private-endpoints.bicep' = if (privateNetwork) {
  scope: group
  params: {
    networkName: names.network
    location: location
    tags: tags
    targetId: storage.outputs.id
    targetName: names.storage
    services: [
      { group: 'blob', zone: 'privatelink.blob.${environment().suffixes.storage}' }
      { group: 'queue', zone: 'privatelink.queue.${environment().suffixes.storage}' }
      { group: 'table', zone: 'privatelink.table.${environment().suffixes.storage}' }
    ]
  }
  dependsOn: [network]
}

module model 'modules/openai.bicep' = if (openAi == 'new') {
  scope: group
  params: {
    name: names.openAi
    location: location
    tags: tags
    deployment: openAiDeployment
    model: openAiModel
    publicAccess: !privateNetwork
    identityName: names.identity
  }
  dependsOn: [identity]
}

module modelEndpoint 'modules/private-endpoints.bicep' = if (openAi == 'new' && privateNetwork) {
  scope: group
  params: {
    networkName: names.network
    location: location
    tags: tags
    targetId: model!.outputs.id
    targetName: names.openAi
    services: [{ group: 'account', zone: 'privatelink.openai.azure.com' }]
  }
  dependsOn: [network]
}

module existingModel 'modules/existing-openai.bicep' = if (openAi == 'existing') {
  scope: resourceGroup(existingOpenAiResourceGroup)
  params: {
    name: names.openAi
    identityName: names.identity
    identityResourceGroup: group.name
  }
  dependsOn: [identity]
}

module app 'modules/function-app.bicep' = {
  scope: group
  params: {
    name: names.app
    planName: names.plan
    location: location
    tags: tags
    identityName: names.identity
    storageName: names.storage
    packageContainer: names.packages
    applicationInsightsName: names.applicationInsights
    subnetId: privateNetwork ? network!.outputs.appSubnetId : ''
    alwaysReadyHttp: alwaysReadyHttp
    maximumInstanceCount: maximumInstanceCount
    instanceMemoryMB: instanceMemoryMB
    siteUpdateStrategy: siteUpdateStrategy
    invoiceMailbox: invoiceMailbox
    apEmailAddress: apEmailAddress
    teamsWebhookUrl: teamsWebhookUrl
    graphClientState: graphClientState
    ownCompany: ownCompany
    intakeFrom: intakeFrom
    openAiName: openAi == 'none' ? '' : names.openAi
    openAiDeployment: openAiDeployment
    moreSettings: moreSettings
  }
  // What the app reads, and its rights there, stand before it starts.
  dependsOn: [monitoring, storage, model, existingModel, storageEndpoints, modelEndpoint]
}

output AZURE_RESOURCE_GROUP string = group.name
output FUNCTION_APP_NAME string = names.app
output FUNCTION_APP_URL string = app.outputs.url
output HEALTH_URL string = '${app.outputs.url}/health'
output STORAGE_ACCOUNT_NAME string = names.storage

@description('What infra/grant-mailbox-access.ps1 is told.')
output IDENTITY_CLIENT_ID string = identity.outputs.clientId
output IDENTITY_OBJECT_ID string = identity.outputs.principalId
output INVOICE_MAILBOX string = invoiceMailbox
