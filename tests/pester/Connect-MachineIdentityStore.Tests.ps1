Describe 'Connect-MachineIdentityStore' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $env:MIM_STORE = $null
        $passphrase = ConvertTo-TestSecret 'correct horse battery'
        $vault = "$TestDrive/vault.db"
        $null = Initialize-MachineIdentityStore $vault -Passphrase $passphrase
    }

    AfterEach {
        Disconnect-MachineIdentityStore
    }

    It 'makes a store the default of the session' {
        (Connect-MachineIdentityStore $store).Location | Should -Be $store
        (Get-MachineIdentityStore).Location | Should -Be $store
    }

    It 'gives way to MIM_STORE and to -Store' {
        $null = Connect-MachineIdentityStore $store
        (Get-MachineIdentityStore -Store $vault).Location | Should -Be $vault
        $env:MIM_STORE = $vault
        try { (Get-MachineIdentityStore).Location | Should -Be $vault } finally { $env:MIM_STORE = $null }
    }

    It 'takes a store by property name' {
        Get-MachineIdentityStore -Store $store | Connect-MachineIdentityStore | ForEach-Object Location | Should -Be $store
    }

    It 'remembers the passphrase for the session' {
        $null = Connect-MachineIdentityStore $vault -Passphrase $passphrase
        (Add-MachineIdentityStoreRecipient second -KeyFile "$TestDrive/second.key").Label | Should -Be 'second'
    }

    It 'refuses a wrong passphrase at once' {
        $closed = "$TestDrive/closed.db"
        $null = Initialize-MachineIdentityStore $closed -Passphrase $passphrase
        $wrong = ConvertTo-TestSecret 'wrong horse battery'
        Assert-TestError { Connect-MachineIdentityStore $closed -Passphrase $wrong } -Id WrongPassword -Category AuthenticationError
    }

    It 'reads the passphrase from the file that MIM_PASSPHRASE_FILE names' {
        Set-Content "$TestDrive/passphrase" 'correct horse battery'
        $env:MIM_PASSPHRASE_FILE = "$TestDrive/passphrase"
        try { (Add-MachineIdentityStoreRecipient third -KeyFile "$TestDrive/third.key" -Store $vault).Label | Should -Be 'third' }
        finally { $env:MIM_PASSPHRASE_FILE = $null }
    }

    It 'opens with the PFX of a certificate recipient' {
        $certificate = New-TestCertificate opener
        [IO.File]::WriteAllBytes("$TestDrive/opener.pfx", $certificate.Export('Pfx', 'pfx password'))
        $null = Initialize-MachineIdentityStore "$TestDrive/certified.db" -Certificate $certificate
        $null = Connect-MachineIdentityStore "$TestDrive/certified.db" -Certificate "$TestDrive/opener.pfx" -CertificatePassword (ConvertTo-TestSecret 'pfx password')
        (Update-MachineIdentityStoreKey).KeyGeneration | Should -Be 2
    }

    It 'belongs to its runspace only' {
        $null = Connect-MachineIdentityStore $store
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$(Get-TestManifest)'; Disconnect-MachineIdentityStore -Verbose 4>&1")
            "$($shell.Invoke())" | Should -Match 'not connected'
        }
        finally { $shell.Dispose() }
        (Get-MachineIdentityStore).Location | Should -Be $store
    }

    It 'keeps the last connection when a new one fails' {
        $null = Connect-MachineIdentityStore $store
        $null = Get-TestError { Connect-MachineIdentityStore "$TestDrive/none.db" }
        (Get-MachineIdentityStore).Location | Should -Be $store
    }

    It 'reports a store that is not there' {
        Assert-TestError { Connect-MachineIdentityStore "$TestDrive/none.db" } -Id StoreNotFound -Category ObjectNotFound -Target (Join-Path $TestDrive 'none.db')
    }

    It 'stops' {
        Assert-Stops 'Connect-MachineIdentityStore $store' @{ store = $store }
    }
}
