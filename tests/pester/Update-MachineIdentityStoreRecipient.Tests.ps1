Describe 'Update-MachineIdentityStoreRecipient' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $env:MIM_STORE = $null
        $old = ConvertTo-TestSecret 'correct horse battery'
        $new = ConvertTo-TestSecret 'another horse battery'
        $null = Connect-MachineIdentityStore $store
        $null = Add-MachineIdentityStoreRecipient phrase -Passphrase $old
    }

    AfterAll {
        Disconnect-MachineIdentityStore
    }

    It 'changes a passphrase' {
        (Update-MachineIdentityStoreRecipient phrase -Passphrase $new).Label | Should -Be 'phrase'
        $only = (Backup-MachineIdentityStore "$TestDrive/only.db").FullName
        $null = Connect-MachineIdentityStore $only -Passphrase $new
        $null = Connect-MachineIdentityStore $store
    }

    It 'wraps anew from the pipeline' {
        Get-MachineIdentityStoreRecipient | Update-MachineIdentityStoreRecipient | Should -HaveCount 2
    }

    It 'takes the label by property name' {
        [pscustomobject]@{ Label = 'phrase' } | Update-MachineIdentityStoreRecipient | ForEach-Object Kind | Should -Be 'Passphrase'
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { Update-MachineIdentityStoreRecipient phrase -Passphrase $old -WhatIf }
    }

    It 'reports a label that is not there' {
        Assert-TestError { Update-MachineIdentityStoreRecipient none } -Id RecipientNotFound -Category ObjectNotFound -Target none
    }

    It 'stops' {
        Assert-Stops 'Get-MachineIdentityStoreRecipient -Store $store | Update-MachineIdentityStoreRecipient -Store $store' @{ store = $store }
    }
}
