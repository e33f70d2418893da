# The five types of SecretManagement as text of the store, and back. Which of them a secret is stands in a tag, so that listing reads none.

$FormTag = 'secret-type'

function Get-FormTag {
    param($Identity)

    @($Identity.Tags -like "$FormTag=*")
}

# Those that came by other ways are credentials where they name an account.
function Get-SecretForm {
    param($Identity)

    $tag = Get-FormTag $Identity | Select-Object -First 1
    if ($tag) { $tag.Substring($FormTag.Length + 1) } elseif ($Identity.Subject) { 'PSCredential' } else { 'SecureString' }
}

function Get-FormOf {
    param([object] $Secret)

    if ($Secret -is [byte[]]) { return 'ByteArray' }
    if ($Secret -is [string]) { return 'String' }
    if ($Secret -is [securestring]) { return 'SecureString' }
    if ($Secret -is [pscredential]) { return 'PSCredential' }
    if ($Secret -is [hashtable]) { return 'Hashtable' }
    throw "A secret is a byte[], String, SecureString, PSCredential or Hashtable, and not a $($Secret.GetType())."
}

# As parameters of New- and Set-MachineSecret.
function ConvertTo-StoredSecret {
    param([object] $Secret, [string] $Form)

    switch ($Form) {
        'PSCredential' { return @{ Credential = $Secret } }
        'SecureString' { return @{ Secret = $Secret } }
        'ByteArray' { $text = [Convert]::ToBase64String($Secret) }
        'Hashtable' { $text = ConvertTo-TableText $Secret }
        'String' { $text = $Secret }
    }

    if (-not $text) {
        throw 'A secret is not empty.'
    }

    @{ Secret = ConvertTo-SecureString $text -AsPlainText -Force }
}

function ConvertFrom-StoredSecret {
    param($Secret, [string] $Form)

    switch ($Form) {
        'PSCredential' { return $Secret.Credential }
        'SecureString' { return $Secret.Secret }
    }

    $text = ConvertFrom-SecureString $Secret.Secret -AsPlainText
    try {
        switch ($Form) {
            'ByteArray' { return , [Convert]::FromBase64String($text) }
            'Hashtable' { return ConvertFrom-TableText $text }
            'String' { return $text }
        }
    }
    catch {
        # The trouble itself would tell the text.
        throw "Version $($Secret.Version) of '$($Secret.Name)' is no $Form, as its tag $FormTag says; give it its next value."
    }

    throw "The tag $FormTag of '$($Secret.Name)' says '$Form', which is no type of a secret."
}

# JSON: of each entry its form, its text, and the user of a credential.
function ConvertTo-TableText {
    param([hashtable] $Table)

    $entries = [ordered] @{}
    foreach ($key in $Table.Keys) {
        $item = $Table[$key]
        $form = if ($item -is [int]) { 'Int32' } elseif ($item -is [datetime]) { 'DateTime' } else { Get-FormOf $item }
        $entries["$key"] = switch ($form) {
            'PSCredential' { @{ form = $form; user = $item.UserName; text = ConvertFrom-SecureString $item.Password -AsPlainText } }
            'SecureString' { @{ form = $form; text = ConvertFrom-SecureString $item -AsPlainText } }
            'ByteArray' { @{ form = $form; text = [Convert]::ToBase64String($item) } }
            'Hashtable' { throw 'A Hashtable within a Hashtable is no secret.' }
            'DateTime' { @{ form = $form; text = $item.ToString('o', [cultureinfo]::InvariantCulture) } }
            default { @{ form = $form; text = "$item" } }
        }
    }

    ConvertTo-Json $entries -Compress
}

function ConvertFrom-TableText {
    param([string] $Text)

    $table = @{}
    # Texts that look like dates stay texts.
    $entries = ConvertFrom-Json $Text -AsHashtable -DateKind String
    foreach ($key in $entries.Keys) {
        $item = $entries[$key]
        $table[$key] = switch ($item.form) {
            'PSCredential' { [pscredential]::new($item.user, (ConvertTo-SecureString $item.text -AsPlainText -Force)) }
            'SecureString' { ConvertTo-SecureString $item.text -AsPlainText -Force }
            'ByteArray' { , [Convert]::FromBase64String($item.text) }
            'Int32' { [int] $item.text }
            'DateTime' { [datetime]::Parse($item.text, [cultureinfo]::InvariantCulture, 'RoundtripKind') }
            'String' { $item.text }
            default { throw 'unknown' }
        }
    }

    $table
}
