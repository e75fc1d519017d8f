// Tells by mail when the resource group costs more in a month than expected, of the whole and not of the model alone.
@minValue(1)
param amount int

@description('First day of the month in which the budget is made, such as 2026-12-01; Azure lets nobody change it afterwards.')
@minLength(10)
param from string

@description('Who is written to; empty: the owners.')
param email string

var notice = {
  enabled: true
  operator: 'GreaterThan'
  contactEmails: empty(email) ? [] : [email]
  contactRoles: empty(email) ? ['Owner'] : []
}

resource budget 'Microsoft.Consumption/budgets@2026-06-01' = {
  name: 'invoice-agent'
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: { startDate: from }
    notifications: {
      spent: union(notice, { threshold: 100, thresholdType: 'Actual' })
      foreseen: union(notice, { threshold: 120, thresholdType: 'Forecasted' })
    }
  }
}
