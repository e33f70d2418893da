# What the inventory knows of a secret, as metadata of SecretManagement, and back: its own words, and tags for all others.

$OwnWords = 'Owner', 'Purpose', 'Criticality', 'Environment'
$ToldWords = 'Version', 'Status', 'NotBefore', 'NotAfter', 'DueAt'

function ConvertTo-Fact {
    param([hashtable] $Metadata)

    $facts = @{ Known = @{}; Lifetime = @{}; Tags = @() }
    foreach ($key in $Metadata.Keys) {
        $value = [Management.Automation.LanguagePrimitives]::ConvertTo($Metadata[$key], [string], [cultureinfo]::InvariantCulture)
        if ($key -in $ToldWords) {
            throw "Metadata '$key' is told by the store and not set."
        }
        elseif ($key -in $OwnWords) {
            $facts.Known[$key] = $value
        }
        elseif ($key -eq 'Lifetime') {
            $facts.Lifetime.Lifetime = $Metadata[$key]
        }
        else {
            $facts.Tags += "$key=$value"
        }
    }

    $facts
}

function Set-Fact {
    param($Identity, [hashtable] $Facts, [hashtable] $At)

    $known = $Facts.Known
    $change = @{}
    if ($Facts.Tags) {
        $keys = $Facts.Tags | ForEach-Object { $_.Split('=')[0] }
        $old = @($Identity.Tags | Where-Object { $_.Split('=')[0] -in $keys })
        $change.AddTag = $Facts.Tags
        if ($old) { $change.RemoveTag = $old }
    }

    if ($known.Count -or $change.Count) {
        $Identity | MimModule\Set-MachineIdentity @known @change @At -ErrorAction Stop
    }
}

function Get-Fact {
    param($Identity)

    $facts = [Collections.Generic.Dictionary[string, object]]::new([StringComparer]::OrdinalIgnoreCase)
    foreach ($word in $OwnWords + 'Status') {
        if ("$($Identity.$word)") { $facts[$word] = "$($Identity.$word)" }
    }

    $facts['Version'] = $Identity.Version
    foreach ($word in 'NotBefore', 'NotAfter', 'DueAt') {
        if ($Identity.$word) { $facts[$word] = $Identity.$word.UtcDateTime }
    }

    foreach ($tag in $Identity.Tags -like '*=*' -notlike "$FormTag=*") {
        $key, $value = $tag.Split('=', 2)
        if (-not $facts.ContainsKey($key)) { $facts[$key] = $value }
    }

    [Collections.ObjectModel.ReadOnlyDictionary[string, object]]::new($facts)
}
