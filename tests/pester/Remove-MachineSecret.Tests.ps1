Describe 'Remove-MachineSecret' {
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
        Set-MachineSecret $name (ConvertTo-TestSecret second)
    }

    It 'deletes the current version and leaves the others' {
        Remove-MachineSecret $name -Confirm:$false | Should -BeNullOrEmpty
        Assert-TestError { Get-MachineSecret $name } -Id WrongState -Category InvalidOperation -Target $name
        Get-MachineSecret $name -Version 1 -AsPlainText | Should -BeExactly 'hunter2 ÄÖ'
    }

    It 'destroys for good' {
        (Remove-MachineSecret $name -Version 1, 2 -Destroy -Confirm:$false -PassThru).Status | Should -Be 'Deactivated'
        Assert-TestError { Restore-MachineSecret $name -Version 1 } -Id WrongState -Category InvalidOperation -Target $name
        Set-MachineSecret $name $secret
        (Get-MachineSecret $name).Version | Should -Be 3
        Test-MachineIdentityStore | Where-Object Passed -EQ $false | Should -BeNullOrEmpty
    }

    It 'takes identities from the pipeline and by property name' {
        (Get-MachineIdentity $name | Remove-MachineSecret -Confirm:$false -PassThru).Status | Should -Be 'Suspended'
        ([pscustomobject]@{ Id = $identity.Id } | Remove-MachineSecret -Version 1 -Confirm:$false -PassThru).Name | Should -Be $name
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { Get-MachineIdentity | Remove-MachineSecret -WhatIf }
    }

    It 'reports what is not there' {
        Assert-TestError { Remove-MachineSecret none -Confirm:$false } -Id IdentityNotFound -Category ObjectNotFound -Target none
        Assert-TestError { Remove-MachineSecret $name -Version 7 -Confirm:$false } -Id VersionNotFound -Category ObjectNotFound -Target $name
    }

    It 'stops' {
        Assert-Stops '$name = "s$(New-Guid)"; $null = New-MachineSecret $name -Store $store; Remove-MachineSecret $name -Store $store' @{ store = $store }
    }
}
