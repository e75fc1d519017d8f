<#
.SYNOPSIS
    Lets the agent's identity read, write and send in the invoice mailbox, and in no other.

.DESCRIPTION
    Uses RBAC for Applications in Exchange Online: the identity becomes known to Exchange, a management scope holds the one mailbox, and
    the roles "Application Mail.ReadWrite" and "Application Mail.Send" are assigned within that scope. Nothing is consented to in
    Microsoft Entra, where a right to mail would hold for every mailbox of the tenant.
    Can be run again: what is there stays, what is missing is made, a scope that leads to another mailbox is set right.
    Needs the module ExchangeOnlineManagement and, of the person, the role Organization Management.

.PARAMETER Mailbox
    Primary address of the invoice mailbox.

.PARAMETER ClientId
    IDENTITY_CLIENT_ID of the deployment (the identity's application id).

.PARAMETER ObjectId
    IDENTITY_OBJECT_ID of the deployment (the identity's object id under Enterprise applications).

.PARAMETER OtherMailbox
    Any other mailbox; it is asked as well, and has to be out of reach.

.PARAMETER Name
    What the identity and the scope are called in Exchange.

.EXAMPLE
    ./grant-mailbox-access.ps1 -Mailbox invoices@contoso.com -ClientId ... -ObjectId ... -OtherMailbox boss@contoso.com -WhatIf
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)] [ValidatePattern('^[^@\s'']+@[^@\s'']+$')] [string] $Mailbox,
    [Parameter(Mandatory)] [guid] $ClientId,
    [Parameter(Mandatory)] [guid] $ObjectId,
    [ValidatePattern('^[^@\s'']+@[^@\s'']+$')] [string] $OtherMailbox,
    [ValidateLength(1, 40)] [string] $Name = 'Invoice Agent'
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
# The names of the roles that hold for the mailbox asked about; the answer comes as text.
function Get-Reached($Answers) { $Answers | Where-Object { "$($_.InScope)" -eq 'True' } | ForEach-Object RoleName }

$roles = 'Application Mail.ReadWrite', 'Application Mail.Send'

if (-not (Get-Command Get-ManagementScope -ErrorAction SilentlyContinue)) {
    Connect-ExchangeOnline -ShowBanner:$false
}

# Found by what they are, not by a name that somebody may have changed. A mailbox that is missing ends the script here.
$primary = (Get-EXOMailbox -Identity $Mailbox).PrimarySmtpAddress
if ($primary -ne $Mailbox) { throw "$Mailbox is an alias of ${primary}: give that address, the agent's INVOICE_MAILBOX as well." }

$principal = Get-ServicePrincipal | Where-Object { $_.AppId -eq "$ClientId" }
if ($principal -and $principal.ObjectId -ne "$ObjectId") {
    throw "Exchange knows the application $ClientId with another object id. The identity was made anew: Remove-ServicePrincipal first."
}
if ($principal) { Write-Output "there: service principal $($principal.DisplayName)" }
elseif ($PSCmdlet.ShouldProcess("application $ClientId", 'New-ServicePrincipal')) {
    $principal = New-ServicePrincipal -AppId "$ClientId" -ObjectId "$ObjectId" -DisplayName $Name
    Write-Output "made: service principal $Name"
}

$scopeName = "$Name mailbox"
$filter = "PrimarySmtpAddress -eq '$primary'"
$scope = Get-ManagementScope | Where-Object { $_.Name -eq $scopeName }
if (-not $scope) {
    if ($PSCmdlet.ShouldProcess($filter, "New-ManagementScope $scopeName")) {
        New-ManagementScope -Name $scopeName -RecipientRestrictionFilter $filter | Out-Null
        Write-Output "made: scope $scopeName, $filter"
    }
}
elseif ($scope.RecipientFilter -notlike "*PrimarySmtpAddress -eq '$primary'*" -or $scope.RecipientFilter -match ' -or ') {
    if ($PSCmdlet.ShouldProcess("$($scope.RecipientFilter) becomes $filter", "Set-ManagementScope $scopeName")) {
        Set-ManagementScope -Identity $scopeName -RecipientRestrictionFilter $filter
        Write-Output "set right: scope $scopeName, $filter"
    }
}
else { Write-Output "there: scope $scopeName, $($scope.RecipientFilter)" }

foreach ($role in $roles) {
    $assigned = @(Get-ManagementRoleAssignment -Role $role | Where-Object { $_.RoleAssignee -eq "$ObjectId" })
    $wide = @($assigned | Where-Object { $_.CustomResourceScope -ne $scopeName })
    if ($wide) { throw "$role is assigned beyond the mailbox ($($wide.Name -join ', ')): Remove-ManagementRoleAssignment, then run this again." }
    if ($assigned) { Write-Output "there: $role within $scopeName" }
    elseif ($PSCmdlet.ShouldProcess("$role within $scopeName", 'New-ManagementRoleAssignment')) {
        New-ManagementRoleAssignment -Name "$Name $role" -App "$ObjectId" -Role $role -CustomResourceScope $scopeName | Out-Null
        Write-Output "made: $role within $scopeName"
    }
}

if ($WhatIfPreference) { return }

$inside = @(Test-ServicePrincipalAuthorization -Identity "$ObjectId" -Resource $Mailbox)
$inside | Format-Table RoleName, GrantedPermissions, AllowedResourceScope, InScope | Out-String | Write-Output
$missing = @($roles | Where-Object { $_ -notin @(Get-Reached $inside) })
if ($missing) { throw "$Mailbox is not in reach with: $($missing -join ', ')." }
if ($OtherMailbox) {
    $reached = @(Get-Reached (Test-ServicePrincipalAuthorization -Identity "$ObjectId" -Resource $OtherMailbox))
    if ($reached) { throw "$OtherMailbox is in reach as well: $($reached -join ', ')." }
    Write-Output "$OtherMailbox is out of reach, as it should be."
}
Write-Output 'Rights take up to two hours to apply; the agent waits for them and tries again by itself.'
