Describe 'Update-MachineIdentityStoreKey' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        Export-TestPem (New-TestCertificate web01) "$TestDrive/web01.pem" -WithKey
        $null = Import-MachineIdentity "$TestDrive/web01.pem"
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'counts the generation up and everything sealed still opens' {
        (Update-MachineIdentityStoreKey).KeyGeneration | Should -Be 2
        Test-MachineIdentityStore | Where-Object Passed -EQ $false | Should -BeNullOrEmpty
    }

    It 'works on the store it is told' {
        (Update-MachineIdentityStoreKey -Store $store).Location | Should -Be $store
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { Update-MachineIdentityStoreKey -WhatIf }
    }

    It 'needs the key' {
        $away = Initialize-TestStore $TestDrive
        Get-MachineIdentityStoreRecipient | ForEach-Object { Remove-Item $_.Hint }
        (Get-TestError { Update-MachineIdentityStoreKey }).FullyQualifiedErrorId | Should -Match '^(KeyFileMissing|KeyringLocked),'
        $env:MIM_STORE = $store
    }

    It 'stops' {
        Assert-Stops 'Update-MachineIdentityStoreKey -Store $store' @{ store = $store }
    }
}
