Describe 'Restore-MachineSecret' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $secret = ConvertTo-TestSecret 'hunter2 ÄÖ'
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    BeforeEach {
        $name = "db$(Get-Random)"
        $identity = New-MachineSecret $name $secret
        Remove-MachineSecret $name -Confirm:$false
    }

    It 'brings it back' {
        Restore-MachineSecret $name | Should -BeNullOrEmpty
        Get-MachineSecret $name -AsPlainText | Should -BeExactly 'hunter2 ÄÖ'
    }

    It 'takes identities from the pipeline and by property name' {
        (Get-MachineIdentity $name | Restore-MachineSecret -PassThru).Status | Should -Be 'Active'
        Remove-MachineSecret $name -Confirm:$false
        ([pscustomobject]@{ Id = $identity.Id } | Restore-MachineSecret -Version 1 -PassThru).Status | Should -Be 'Active'
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { Restore-MachineSecret $name -WhatIf }
    }

    It 'reports what was not deleted' {
        Restore-MachineSecret $name
        Assert-TestError { Restore-MachineSecret $name } -Id WrongState -Category InvalidOperation -Target $name
        Assert-TestError { Restore-MachineSecret none } -Id IdentityNotFound -Category ObjectNotFound -Target none
    }

    It 'stops' {
        Assert-Stops '$name = "s$(New-Guid)"; $null = New-MachineSecret $name -Store $store; Remove-MachineSecret $name -Store $store; Restore-MachineSecret $name -Store $store' @{ store = $store }
    }
}
