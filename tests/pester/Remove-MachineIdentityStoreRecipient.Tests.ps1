Describe 'Remove-MachineIdentityStoreRecipient' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        function Add-Second { $null = Add-MachineIdentityStoreRecipient second -KeyFile "$TestDrive/second.key" }
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'removes by label' {
        Add-Second
        Remove-MachineIdentityStoreRecipient second -Confirm:$false | Should -BeNullOrEmpty
        Get-MachineIdentityStoreRecipient second* | Should -BeNullOrEmpty
    }

    It 'removes from the pipeline' {
        Add-Second
        Get-MachineIdentityStoreRecipient second | Remove-MachineIdentityStoreRecipient -Confirm:$false
        Get-MachineIdentityStoreRecipient second* | Should -BeNullOrEmpty
    }

    It 'removes by property name' {
        Add-Second
        [pscustomobject]@{ Label = 'second' } | Remove-MachineIdentityStoreRecipient -Confirm:$false
        Get-MachineIdentityStoreRecipient | Should -HaveCount 1
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { Get-MachineIdentityStoreRecipient | Remove-MachineIdentityStoreRecipient -WhatIf }
    }

    It 'keeps the last one' {
        $last = (Get-MachineIdentityStoreRecipient).Label
        Assert-TestError { Remove-MachineIdentityStoreRecipient $last -Confirm:$false } -Id LastRecipient -Category InvalidOperation -Target $last
    }

    It 'reports a label that is not there and goes on' {
        Add-Second
        $errors = Remove-MachineIdentityStoreRecipient none, second -Confirm:$false 2>&1
        $errors | Should -HaveCount 1
        Get-MachineIdentityStoreRecipient second* | Should -BeNullOrEmpty
        Assert-TestError { Remove-MachineIdentityStoreRecipient none -Confirm:$false } -Id RecipientNotFound -Category ObjectNotFound -Target none
    }

    It 'stops' {
        Assert-Stops '"none" | ForEach-Object { [pscustomobject]@{ Label = $_ } } | Remove-MachineIdentityStoreRecipient -Store $store 2>$null; $Error.Clear()' @{ store = $store }
    }
}
