# The store and the files that the examples of the pages speak of.

Set-StrictMode -Version 3.0

function Initialize-ExampleStore {
    param([Parameter(Mandatory)] [string] $Folder)

    Protect-TestFolder $Folder
    $passphrase = ConvertTo-TestSecret 'correct horse battery'
    $null = New-Item -ItemType Directory "$Folder/keys"
    $null = Initialize-MachineIdentityStore "$Folder/inventory.db"
    $null = Initialize-MachineIdentityStore "$Folder/vault.db" -Passphrase $passphrase
    $env:MIM_STORE = "$Folder/inventory.db"

    foreach ($name in 'web01', 'web02') {
        $null = New-TestCertificate $name -Days 20 | Import-MachineIdentity -Name $name -Owner ops@corp.test
    }

    $legacy = New-TestCertificate legacy
    Export-TestPem $legacy "$Folder/legacy.pem" -WithKey
    [IO.File]::WriteAllBytes("$Folder/legacy.pfx", (New-TestCertificate shop).Export('Pfx', 'correct horse battery'))
    Set-Content "$Folder/assets.csv" 'Name,Kind,Owner,Purpose,Criticality,Environment,Tag,Path', 'api01,ApiToken,ops@corp.test,billing,High,production,pci;edge,', 'old01,,ops@corp.test,intranet,Low,production,,./legacy.pem'
}

Export-ModuleMember -Function Initialize-ExampleStore
