// The Function App on Flex Consumption, and its settings.
param name string
param planName string
param location string
param tags object
param identityName string
param storageName string
param packageContainer string
param applicationInsightsName string
param subnetId string
param alwaysReadyHttp int
param maximumInstanceCount int
param instanceMemoryMB int
param siteUpdateStrategy string
param invoiceMailbox string
param apEmailAddress string
@secure()
param teamsWebhookUrl string
@secure()
param graphClientState string
param ownCompany object
param intakeFrom string
param openAiName string
param openAiDeployment string
param moreSettings object

var storageDomain = '${storageName}.{0}.${environment().suffixes.storage}'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'agent' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: { minTlsVersion: '1.2', scmMinTlsVersion: '1.2', ftpsState: 'Disabled', http20Enabled: true }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: 'https://${format(storageDomain, 'blob')}/${packageContainer}'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity.id }
        }
      }
      runtime: { name: 'node', version: '24' }
      scaleAndConcurrency: {
        maximumInstanceCount: maximumInstanceCount
        instanceMemoryMB: instanceMemoryMB
        alwaysReady: alwaysReadyHttp == 0 ? [] : [{ name: 'http', instanceCount: alwaysReadyHttp }]
      }
      // Documented from 2024-11-01 on ("Site update strategies in Flex Consumption"), missing in the published types.
      #disable-next-line BCP037
      siteUpdateStrategy: { type: siteUpdateStrategy }
    }
  }

  resource noScmPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  resource noFtpPassword 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: {
      AzureWebJobsStorage__accountName: storageName
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: identity.properties.clientId
      InvoiceStorage__blobServiceUri: 'https://${format(storageDomain, 'blob')}'
      InvoiceStorage__queueServiceUri: 'https://${format(storageDomain, 'queue')}'
      InvoiceStorage__tableServiceUri: 'https://${format(storageDomain, 'table')}'
      InvoiceStorage__credential: 'managedidentity'
      InvoiceStorage__clientId: identity.properties.clientId
      AZURE_CLIENT_ID: identity.properties.clientId
      AZURE_TOKEN_CREDENTIALS: 'ManagedIdentityCredential'
      APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsights.properties.ConnectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD;ClientId=${identity.properties.clientId}'
      // The library's reports to its maker: this app tells its owner alone.
      APPLICATIONINSIGHTS_STATSBEAT_DISABLED: 'true'
      INVOICE_MAILBOX: invoiceMailbox
      AP_EMAIL_ADDRESS: apEmailAddress
      // Empty counts as absent.
      TEAMS_WEBHOOK_URL: teamsWebhookUrl
      MAIL_WEBHOOK_URL: 'https://${app.properties.defaultHostName}/webhooks/graph'
      GRAPH_CLIENT_STATE: graphClientState
      OWN_COMPANY: empty(ownCompany) ? '' : string(ownCompany)
      INTAKE_FROM: intakeFrom
      AZURE_OPENAI_ENDPOINT: empty(openAiName) ? '' : 'https://${openAiName}.openai.azure.com/openai/v1/'
      AZURE_OPENAI_DEPLOYMENT: empty(openAiName) ? '' : openAiDeployment
      ...moreSettings
    }
    dependsOn: [noScmPassword, noFtpPassword]
  }
}

output url string = 'https://${app.properties.defaultHostName}'
