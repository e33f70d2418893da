Describe 'Remove-MachineIdentity' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
    }

    BeforeEach {
        $name = "web$(Get-Random)"
        Export-TestPem (New-TestCertificate $name) "$TestDrive/$name.pem" -WithKey
        $identity = (Import-MachineIdentity "$TestDrive/$name.pem" -Name $name).Identity
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'destroys the keys and keeps the record' {
        Remove-MachineIdentity $name -Reason Decommissioned -Confirm:$false | Should -BeNullOrEmpty
        Get-MachineIdentity | Where-Object Name -EQ $name | Should -BeNullOrEmpty
        $record = Get-MachineIdentity $name -IncludeRemoved
        $record.Status | Should -Be 'Destroyed'
        $record.HasPrivateKey | Should -BeFalse
        Test-MachineIdentityStore | Where-Object Passed -EQ $false | Should -BeNullOrEmpty
    }

    It 'takes identities from the pipeline and by property name' {
        (Get-MachineIdentity $name | Remove-MachineIdentity -Confirm:$false -PassThru).Status | Should -Be 'Destroyed'
        Assert-TestError { [pscustomobject]@{ Id = $identity.Id } | Remove-MachineIdentity -Confirm:$false } -Id WrongState -Category InvalidOperation -Target $name
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { Get-MachineIdentity | Remove-MachineIdentity -WhatIf }
    }

    It 'reports a name that is not there' {
        Assert-TestError { Remove-MachineIdentity none -Confirm:$false } -Id IdentityNotFound -Category ObjectNotFound -Target none
    }

    It 'stops' {
        Assert-Stops '$name = "s$(New-Guid)"; $null = Import-MachineIdentity -Name $name -Store $store; Remove-MachineIdentity $name -Store $store' @{ store = $store }
    }
}
