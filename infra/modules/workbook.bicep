// One page to look at in the portal: how the agent fared over a time that the reader picks.
param location string
param tags object
param workspaceName string

var charts = [
  {
    title: 'Breakers: for how long not closed, in seconds'
    query: loadTextContent('../queries/workbook/breakers.kql')
    as: 'timechart'
  }
  {
    title: 'Calls that the guards refused'
    query: loadTextContent('../queries/workbook/refusals.kql')
    as: 'barchart'
  }
  {
    title: 'Messages put off, and why'
    query: loadTextContent('../queries/workbook/deferrals.kql')
    as: 'barchart'
  }
  {
    title: 'Queues: messages'
    query: loadTextContent('../queries/workbook/queue-depth.kql')
    as: 'timechart'
  }
  {
    title: 'Queues: age of the oldest work, in seconds'
    query: loadTextContent('../queries/workbook/queue-age.kql')
    as: 'timechart'
  }
  {
    title: 'Invoices by outcome, a day'
    query: loadTextContent('../queries/workbook/outcomes.kql')
    as: 'barchart'
  }
  {
    title: 'From the mail to accounts payable, in seconds'
    query: loadTextContent('../queries/workbook/time-to-ap.kql')
    as: 'timechart'
  }
  {
    title: 'The model: tokens and dollars, a day'
    query: loadTextContent('../queries/workbook/model.kql')
    as: 'table'
  }
  {
    title: 'The model: documents without an answer, a day'
    query: loadTextContent('../queries/workbook/model-refusals.kql')
    as: 'barchart'
  }
]

var days = [1, 7, 30]
var hourMs = 3600000

var picker = {
  type: 9
  name: 'time'
  content: {
    version: 'KqlParameterItem/1.0'
    style: 'pills'
    parameters: [
      {
        version: 'KqlParameterItem/1.0'
        id: guid('invoice-agent', 'time')
        name: 'Time'
        type: 4
        isRequired: true
        value: { durationMs: 7 * 24 * hourMs }
        typeSettings: { selectableValues: map(days, count => { durationMs: count * 24 * hourMs }), allowCustom: true }
      }
    ]
  }
}

var items = [
  for (chart, place) in charts: {
    type: 3
    name: 'chart ${place}'
    customWidth: '50'
    content: {
      version: 'KqlItem/1.0'
      title: chart.title
      query: chart.query
      visualization: chart.as
      size: 0
      timeContextFromParameter: 'Time'
      queryType: 0
      resourceType: 'microsoft.operationalinsights/workspaces'
    }
  }
]

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: workspaceName
}

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, 'invoice-agent')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Invoice Agent'
    category: 'workbook'
    sourceId: workspace.id
    serializedData: string({
      version: 'Notebook/1.0'
      items: concat([picker], items)
      fallbackResourceIds: [workspace.id]
    })
  }
}
