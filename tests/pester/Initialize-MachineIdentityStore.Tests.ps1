Describe 'Initialize-MachineIdentityStore' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'makes a store with a key file beside it' {
        $made = Initialize-MachineIdentityStore "$TestDrive/new.db"
        $made.Location | Should -Be (Join-Path $TestDrive 'new.db')
        $made.Identities | Should -Be 0
        "$TestDrive/new.db" | Should -Exist
        $made.Recipients.Count | Should -Be 1
    }

    It 'takes a path relative to the location of the session' {
        Push-Location $TestDrive
        try { (Initialize-MachineIdentityStore ./relative.db).Location | Should -Be (Join-Path $TestDrive 'relative.db') }
        finally { Pop-Location }
    }

    It 'makes a store that only a passphrase opens' {
        $passphrase = ConvertTo-TestSecret 'correct horse battery'
        $made = Initialize-MachineIdentityStore "$TestDrive/vault.db" -Passphrase $passphrase
        $made.Recipients.Count | Should -Be 1
        Get-MachineIdentityStoreRecipient -Store "$TestDrive/vault.db" | ForEach-Object Kind | Should -Be 'Passphrase'
        Get-ChildItem $TestDrive -Filter 'vault*.key' | Should -BeNullOrEmpty
    }

    It 'makes a store that a certificate opens' {
        $certificate = New-TestCertificate vault
        $null = Initialize-MachineIdentityStore "$TestDrive/certified.db" -Certificate $certificate
        (Get-MachineIdentityStoreRecipient -Store "$TestDrive/certified.db").Kind | Should -Be 'Certificate'
    }

    It 'makes nothing with -WhatIf' {
        Initialize-MachineIdentityStore "$TestDrive/whatif.db" -WhatIf
        "$TestDrive/whatif.db" | Should -Not -Exist
    }

    It 'refuses a store that is there' {
        Assert-TestError { Initialize-MachineIdentityStore $store } -Id StoreExists -Category ResourceExists -Target $store
    }

    It 'keeps the files from others' -Skip:$IsWindows {
        $null = Initialize-MachineIdentityStore "$TestDrive/private.db"
        Get-ChildItem $TestDrive -Filter 'private*' | ForEach-Object { $_.UnixMode | Should -Match '^-rw-------' }
    }

    It 'stops' {
        Assert-Stops 'Initialize-MachineIdentityStore "$folder/$(New-Guid).db"' @{ folder = "$TestDrive" }
    }
}
