Describe 'Disconnect-MachineIdentityStore' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $env:MIM_STORE = $null
    }

    It 'ends the connection' {
        $null = Connect-MachineIdentityStore $store
        Disconnect-MachineIdentityStore
        $env:MIM_STORE = "$TestDrive/none.db"
        try { Assert-TestError { Get-MachineIdentityStore } -Id StoreNotFound -Category ObjectNotFound } finally { $env:MIM_STORE = $null }
    }

    It 'forgets the passphrase' {
        $passphrase = ConvertTo-TestSecret 'correct horse battery'
        $null = Initialize-MachineIdentityStore "$TestDrive/vault.db" -Passphrase $passphrase
        $null = Connect-MachineIdentityStore "$TestDrive/vault.db" -Passphrase $passphrase
        Disconnect-MachineIdentityStore
        Assert-TestError { Update-MachineIdentityStoreKey -Store "$TestDrive/vault.db" } -Id KeyringLocked -Category AuthenticationError
    }

    It 'leaves a connection to another store alone' {
        $null = Connect-MachineIdentityStore $store
        Disconnect-MachineIdentityStore -Store "$TestDrive/other.db"
        (Get-MachineIdentityStore).Location | Should -Be $store
        Disconnect-MachineIdentityStore -Store $store
    }

    It 'does nothing without a connection' {
        Disconnect-MachineIdentityStore | Should -BeNullOrEmpty
    }

    It 'stops' {
        Assert-Stops 'Disconnect-MachineIdentityStore'
    }
}
