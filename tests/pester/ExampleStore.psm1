# The store and the files that the examples of the pages speak of.

Set-StrictMode -Version 3.0

# Puts everything at its beginning: made once, in the folder itself since targets know where they are, and copied for later pages.
function Reset-ExampleStore {
    param([Parameter(Mandatory)] [string] $Folder)

    $first = "$Folder.first"
    if ([IO.Directory]::Exists($first)) {
        [IO.Directory]::Delete($Folder, $true)
        Copy-Folder $first $Folder
    }
    else {
        $null = [IO.Directory]::CreateDirectory($Folder)
        Initialize-ExampleStore $Folder
        Copy-Folder $Folder $first
    }

    $env:MIM_STORE = "$Folder/inventory.db"
}

# Copy-Item takes five times as long, and every page needs it.
function Copy-Folder {
    param([string] $From, [string] $To)

    $null = [IO.Directory]::CreateDirectory($To)
    Protect-TestFolder $To
    foreach ($file in [IO.Directory]::GetFiles($From)) {
        [IO.File]::Copy($file, [IO.Path]::Join($To, [IO.Path]::GetFileName($file)))
    }

    foreach ($folder in [IO.Directory]::GetDirectories($From)) {
        Copy-Folder $folder ([IO.Path]::Join($To, [IO.Path]::GetFileName($folder)))
    }
}

function Initialize-ExampleStore {
    param([Parameter(Mandatory)] [string] $Folder)

    Protect-TestFolder $Folder
    $passphrase = ConvertTo-TestSecret 'correct horse battery'
    $null = New-Item -ItemType Directory "$Folder/keys"
    $null = Initialize-MachineIdentityStore "$Folder/inventory.db"
    $null = Initialize-MachineIdentityStore "$Folder/vault.db" -Passphrase $passphrase
    $env:MIM_STORE = "$Folder/inventory.db"

    # An authority, certificates of it, and one of them installed and rotated.
    $null = New-Item -ItemType Directory "$Folder/tls", "$Folder/shop"
    $null = New-MachineCertificateAuthority corp
    $null = 'web01', 'web02', 'shop01' | ForEach-Object {
        New-MachineCertificate $_ -DnsName "$_.corp.test" -Lifetime 20d -Owner ops@corp.test
    }

    $null = Add-MachineIdentityTarget shop01 "$Folder/shop/shop01.pem" -KeyPath "$Folder/shop/shop01.key"
    $null = Publish-MachineIdentity shop01
    $null = Invoke-MachineIdentityRotation shop01

    Set-Content "$Folder/hosts.csv" 'Name,DnsName,IPAddress,Owner,Tag', 'app01,app01.corp.test;app.corp.test,10.0.0.1,ops@corp.test,site=north', 'app02.corp.test,,,,'
    Export-TestRequest appliance01 "$Folder/appliance01.csr"

    Set-Content "$Folder/hosts.txt" '# what the scan is to ask', '127.0.0.1 9,443'
    $legacy = New-TestCertificate legacy
    Export-TestPem $legacy "$Folder/legacy.pem" -WithKey
    [IO.File]::WriteAllBytes("$Folder/legacy.pfx", (New-TestCertificate shop).Export('Pfx', 'correct horse battery'))
    Set-Content "$Folder/assets.csv" 'Name,Kind,Owner,Purpose,Criticality,Environment,Tag,Path', 'api01,ApiToken,ops@corp.test,billing,High,production,pci;edge,', 'old01,,ops@corp.test,intranet,Low,production,,./legacy.pem'
}

Export-ModuleMember -Function Reset-ExampleStore
