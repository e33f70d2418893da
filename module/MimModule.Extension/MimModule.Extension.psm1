# What Microsoft.PowerShell.SecretManagement calls. What is behind it is read at the first call, so that importing the module stays quick.

function Import-Vault { Import-Module "$PSScriptRoot/Vault.psm1" }

function Get-Secret {
    [CmdletBinding()]
    param([string] $Name, [string] $VaultName, [hashtable] $AdditionalParameters)

    Import-Vault
    Get-VaultSecret @PSBoundParameters
}

function Set-Secret {
    [CmdletBinding()]
    param([string] $Name, [object] $Secret, [string] $VaultName, [hashtable] $AdditionalParameters, [hashtable] $Metadata)

    Import-Vault
    Set-VaultSecret @PSBoundParameters
}

function Set-SecretInfo {
    [CmdletBinding()]
    param([string] $Name, [hashtable] $Metadata, [string] $VaultName, [hashtable] $AdditionalParameters)

    Import-Vault
    Set-VaultSecretInfo @PSBoundParameters
}

function Remove-Secret {
    [CmdletBinding()]
    param([string] $Name, [string] $VaultName, [hashtable] $AdditionalParameters)

    Import-Vault
    Remove-VaultSecret @PSBoundParameters
}

function Get-SecretInfo {
    [CmdletBinding()]
    param([string] $Filter, [string] $VaultName, [hashtable] $AdditionalParameters)

    Import-Vault
    Get-VaultSecretInfo @PSBoundParameters
}

function Test-SecretVault {
    [CmdletBinding()]
    param([string] $VaultName, [hashtable] $AdditionalParameters)

    Import-Vault
    Test-Vault @PSBoundParameters
}
