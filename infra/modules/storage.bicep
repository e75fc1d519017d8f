// The storage account: documents, messages, ledger, and what the host keeps. It has no keys that open it.
param name string
param location string
param tags object
param sku string
param packageContainer string
param deleteDocumentsAfterDays int
param publicAccess bool
param identityName string

// Named by src/domain/messages.ts and src/adapters/storage/names.ts; a test holds the lists together.
var documentContainer = 'invoices'
var queues = ['mailbox-check', 'mail-received', 'invoice-stored', 'invoice-ready', 'notification']
var tables = ['Ledger', 'Claims', 'Vendors', 'Bookmarks', 'Cases', 'Breakers']
// The host makes poison queues too late to watch them.
var allQueues = concat(queues, map(queues, (queue) => '${queue}-poison'))

resource account 'Microsoft.Storage/storageAccounts@2026-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: publicAccess ? 'Enabled' : 'Disabled'
    supportsHttpsTrafficOnly: true
    networkAcls: { bypass: 'None', defaultAction: publicAccess ? 'Allow' : 'Deny' }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      deleteRetentionPolicy: { enabled: true, days: 14 }
      containerDeleteRetentionPolicy: { enabled: true, days: 14 }
    }

    resource documents 'containers' = {
      name: documentContainer
      properties: { publicAccess: 'None' }
    }

    resource packages 'containers' = {
      name: packageContainer
      properties: { publicAccess: 'None' }
    }
  }

  resource queueService 'queueServices' = {
    name: 'default'

    resource queue 'queues' = [
      for queue in allQueues: {
        name: queue
      }
    ]
  }

  resource tableService 'tableServices' = {
    name: 'default'

    resource table 'tables' = [
      for table in tables: {
        name: table
      }
    ]
  }

  resource lifecycle 'managementPolicies' = {
    name: 'default'
    properties: {
      policy: {
        rules: [
          {
            name: 'documents'
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'], prefixMatch: ['${documentContainer}/'] }
              actions: {
                baseBlob: {
                  tierToCool: { daysAfterCreationGreaterThan: 90 }
                  ...(deleteDocumentsAfterDays == 0
                    ? {}
                    : { delete: { daysAfterCreationGreaterThan: deleteDocumentsAfterDays } })
                }
              }
            }
          }
        ]
      }
    }
    dependsOn: [blobs]
  }
}

module roles 'storage-roles.bicep' = {
  params: { accountName: account.name, identityName: identityName }
}

output id string = account.id
