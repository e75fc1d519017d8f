// What somebody has to look at: each alert a query over what the agent tells about itself, with the page that says what to do.
param location string
param tags object
param workspaceName string

@description('Who is written to; empty: the alerts show in the portal alone.')
param email string

@description('What stands before docs/operations/ in the address of a page.')
param docsUrl string

@description('Dollars a day from which the model is too dear.')
param modelDollarsADay int

var modelCost = loadTextContent('../queries/alerts/model-cost.kql')

// Severity 1 is an error, 2 a warning, 3 is for information. `by` makes an alert for each value of that column.
var alerts = [
  {
    name: 'breaker-open'
    says: 'A breaker has not been closed for more than 5 minutes.'
    query: loadTextContent('../queries/alerts/breaker-open.kql')
    by: 'Dependency'
    severity: 2
    every: 'PT5M'
    window: 'PT10M'
  }
  {
    name: 'poison'
    says: 'The host gave up on a message.'
    query: loadTextContent('../queries/alerts/poison.kql')
    by: 'Queue'
    severity: 2
    every: 'PT5M'
    window: 'PT10M'
  }
  {
    name: 'old-message'
    says: 'Work has waited for more than 15 minutes.'
    query: loadTextContent('../queries/alerts/old-message.kql')
    by: 'Queue'
    severity: 2
    every: 'PT5M'
    window: 'PT10M'
  }
  {
    name: 'subscription-ends'
    says: 'The subscription to notices of new mail ends within 12 hours.'
    query: loadTextContent('../queries/alerts/subscription-ends.kql')
    by: ''
    severity: 3
    every: 'PT15M'
    window: 'PT15M'
  }
  {
    name: 'no-mail'
    says: 'The last working day brought no mail.'
    query: loadTextContent('../queries/alerts/no-mail.kql')
    by: ''
    severity: 2
    every: 'PT1H'
    window: 'P1D'
  }
  {
    name: 'model-refusals'
    says: 'The model gives no answer to many documents.'
    query: loadTextContent('../queries/alerts/model-refusals.kql')
    by: ''
    severity: 3
    every: 'PT15M'
    window: 'PT1H'
  }
  {
    name: 'model-cost'
    says: 'The model costs more in a day than expected.'
    query: replace(modelCost, 'let most = 5.0;', 'let most = ${modelDollarsADay}.0;')
    by: ''
    severity: 3
    every: 'PT1H'
    window: 'P1D'
  }
  {
    name: 'silent'
    says: 'The agent has told nothing for 15 minutes: no other alert can be trusted.'
    query: loadTextContent('../queries/alerts/silent.kql')
    by: ''
    severity: 1
    every: 'PT5M'
    window: 'PT15M'
  }
]

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: workspaceName
}

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: 'invoice-agent'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'invoices'
    enabled: true
    emailReceivers: [{ name: 'operator', emailAddress: email, useCommonAlertSchema: true }]
  }
}

// Each row that a query gives is a fault. An alert is resolved by itself once its query gives none.
resource rules 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for alert in alerts: {
    name: 'invoice-agent-${alert.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: 'Invoice Agent: ${alert.name}'
      description: '${alert.says} What to do: ${docsUrl}docs/operations/${alert.name}.md'
      severity: alert.severity
      enabled: true
      scopes: [workspace.id]
      evaluationFrequency: alert.every
      windowSize: alert.window
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            dimensions: empty(alert.by) ? [] : [{ name: alert.by, operator: 'Include', values: ['*'] }]
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: empty(email) ? [] : [people.id] }
    }
  }
]
