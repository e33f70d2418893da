# The functions of a vault. They think nothing: each is a few of the module's own cmdlets.

Set-StrictMode -Version 3.0
. "$PSScriptRoot/SecretForms.ps1"
. "$PSScriptRoot/SecretFacts.ps1"

# The store of a registered vault: that of -VaultParameters, else the one that the module would take.
function Get-StoreArgument {
    param([hashtable] $AdditionalParameters)

    $unknown = @($AdditionalParameters.Keys | Where-Object { $_ -notin 'Store', 'Verbose' })
    if ($unknown) {
        throw "The vault knows no parameter '$($unknown -join "', '")'; it takes Store, a path or connection string."
    }

    if ($AdditionalParameters.Store) { @{ Store = $AdditionalParameters.Store } } else { @{} }
}

# The secret of that very name; nothing where there is none. Deleted ones are there.
function Find-Secret {
    param([string] $Name, [hashtable] $At)

    # That nobody has the name is no error here; an unusable store ends the command all the same.
    MimModule\Get-MachineIdentity ([WildcardPattern]::Escape($Name)) -Kind Secret @At -ErrorAction Ignore |
        Where-Object Name -EQ $Name |
        Select-Object -First 1
}

function Get-VaultSecret {
    [CmdletBinding()]
    param([string] $Name, [string] $VaultName, [hashtable] $AdditionalParameters)

    $at = Get-StoreArgument $AdditionalParameters
    $identity = Find-Secret $Name $at
    if ($identity -and $identity.Status -ne 'Suspended') {
        $secret = $identity | MimModule\Get-MachineSecret @at -ErrorAction Stop
        ConvertFrom-StoredSecret $secret (Get-SecretForm $identity)
    }
}

function Set-VaultSecret {
    [CmdletBinding()]
    param([string] $Name, [object] $Secret, [string] $VaultName, [hashtable] $AdditionalParameters, [hashtable] $Metadata = @{})

    $at = Get-StoreArgument $AdditionalParameters
    $identity = Find-Secret $Name $at
    $form = Get-FormOf $Secret
    $value = ConvertTo-StoredSecret $Secret $form
    $facts = ConvertTo-Fact $Metadata
    $known, $lifetime = $facts.Known, $facts.Lifetime
    if (-not $identity) {
        $null = MimModule\New-MachineSecret $Name @value @at @lifetime @known -Tag (@("$FormTag=$form") + $facts.Tags) -ErrorAction Stop
        return
    }

    # The form stands first: a value is then never taken for what it is not without an error that says so.
    if ((Get-SecretForm $identity) -ne $form) {
        $identity | MimModule\Set-MachineIdentity -RemoveTag (Get-FormTag $identity) -AddTag "$FormTag=$form" @at -ErrorAction Stop
    }

    $identity | MimModule\Set-MachineSecret @value @at @lifetime -ErrorAction Stop
    Set-Fact $identity $facts $at
}

function Set-VaultSecretInfo {
    [CmdletBinding()]
    param([string] $Name, [hashtable] $Metadata = @{}, [string] $VaultName, [hashtable] $AdditionalParameters)

    $at = Get-StoreArgument $AdditionalParameters
    $identity = Find-Secret $Name $at
    if (-not $identity) {
        throw "There is no secret '$Name'."
    }

    $facts = ConvertTo-Fact $Metadata
    if ($facts.Lifetime.Count) {
        throw "A lifetime is that of a value: give it with Set-Secret -Metadata."
    }

    Set-Fact $identity $facts $at
}

function Remove-VaultSecret {
    [CmdletBinding()]
    param([string] $Name, [string] $VaultName, [hashtable] $AdditionalParameters)

    $at = Get-StoreArgument $AdditionalParameters
    $identity = Find-Secret $Name $at
    if (-not $identity -or $identity.Status -eq 'Suspended') {
        throw "There is no secret '$Name'."
    }

    $identity | MimModule\Remove-MachineSecret -Confirm:$false @at -ErrorAction Stop
}

function Get-VaultSecretInfo {
    [CmdletBinding()]
    param([string] $Filter, [string] $VaultName, [hashtable] $AdditionalParameters)

    $at = Get-StoreArgument $AdditionalParameters
    $pattern = [WildcardPattern]::new(($Filter ? $Filter : '*'), 'IgnoreCase')
    MimModule\Get-MachineIdentity -Kind Secret @at |
        Where-Object { $pattern.IsMatch($_.Name) -and $_.Status -notin 'Suspended', 'Destroyed' } |
        ForEach-Object {
            [Microsoft.PowerShell.SecretManagement.SecretInformation]::new($_.Name, (Get-SecretForm $_), $VaultName, (Get-Fact $_))
        }
}

function Test-Vault {
    [CmdletBinding()]
    param([string] $VaultName, [hashtable] $AdditionalParameters)

    $at = Get-StoreArgument $AdditionalParameters
    $failed = @(MimModule\Test-MachineIdentityStore @at -ErrorAction Stop | Where-Object { -not $_.Passed })
    $failed | ForEach-Object { Write-Error "$VaultName`: $_" }
    $failed.Count -eq 0
}
