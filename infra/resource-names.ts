/** What Azure allows in the names of the resource types we use (Microsoft's "Naming rules and restrictions for Azure resources"). */

const child = /^default$/
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/
const table = /^[A-Za-z][A-Za-z\d]{2,62}$/
const container = /^(?!.*--)[a-z\d][a-z\d-]{1,61}[a-z\d]$/
/** A name with dots, letters and hyphens that neither begins nor ends with punctuation. */
const dotted = /^[A-Za-z\d](?:[\w.-]{0,78}\w)?$/
const zone = /^[a-z\d-]+(\.[a-z\d-]+)+$/

/** The form of a resource's last name part, by type. */
export const nameForms: Readonly<Record<string, RegExp>> = {
  'Microsoft.Resources/resourceGroups': /^[\w().-]{0,89}[\w()-]$/,
  'Microsoft.ManagedIdentity/userAssignedIdentities': /^[A-Za-z\d][\w-]{2,127}$/,
  'Microsoft.OperationalInsights/workspaces': /^[A-Za-z\d][A-Za-z\d-]{2,61}[A-Za-z\d]$/,
  'Microsoft.Insights/components': /^(?!.*[.\s]$)[^%&\\?/]{1,260}$/,
  'Microsoft.Insights/scheduledQueryRules': /^(?!.*[.\s]$)[^*#&+:<>?@%{}\\/|]{1,260}$/,
  'Microsoft.Insights/actionGroups': /^(?!.*[.\s]$)[^:<>+/&%\\?|]{1,260}$/,
  'Microsoft.Insights/workbooks': uuid,
  'Microsoft.Consumption/budgets': /^[\w-]{1,63}$/,
  'Microsoft.Authorization/roleAssignments': uuid,
  'Microsoft.Storage/storageAccounts': /^[a-z\d]{3,24}$/,
  'Microsoft.Storage/storageAccounts/blobServices': child,
  'Microsoft.Storage/storageAccounts/blobServices/containers': container,
  'Microsoft.Storage/storageAccounts/queueServices': child,
  'Microsoft.Storage/storageAccounts/queueServices/queues': container,
  'Microsoft.Storage/storageAccounts/tableServices': child,
  'Microsoft.Storage/storageAccounts/tableServices/tables': table,
  'Microsoft.Storage/storageAccounts/managementPolicies': child,
  'Microsoft.CognitiveServices/accounts': /^[A-Za-z\d][A-Za-z\d-]{0,62}[A-Za-z\d]$/,
  'Microsoft.CognitiveServices/accounts/deployments': /^[A-Za-z\d][\w.-]{0,62}[A-Za-z\d]$/,
  'Microsoft.Web/serverfarms': /^[\w-]{1,60}$/,
  'Microsoft.Web/sites': /^[A-Za-z\d][A-Za-z\d-]{0,58}[A-Za-z\d]$/,
  'Microsoft.Web/sites/basicPublishingCredentialsPolicies': /^(scm|ftp)$/,
  'Microsoft.Web/sites/config': /^appsettings$/,
  'Microsoft.Network/virtualNetworks': dotted,
  'Microsoft.Network/privateDnsZones': zone,
  'Microsoft.Network/privateDnsZones/virtualNetworkLinks': dotted,
  'Microsoft.Network/privateEndpoints': dotted,
  'Microsoft.Network/privateEndpoints/privateDnsZoneGroups': dotted,
}
