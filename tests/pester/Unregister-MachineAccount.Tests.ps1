Describe 'Unregister-MachineAccount' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $null = New-MachineSecret keeper (ConvertTo-TestSecret 'Keeper-Of-Accounts-1') -UserName mim_keeper

        function Register-One([string] $Name) {
            Register-MachineAccount $Name PostgreSql db01.corp.test -Account $Name -Administrator keeper
        }
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'gives up by name, and keeps the record' {
        $null = Register-One shop-db
        Unregister-MachineAccount shop-db -Reason 'handed over' -Confirm:$false | Should -BeNullOrEmpty
        Get-MachineAccount shop-db | Should -BeNullOrEmpty
        Get-MachineIdentityTarget shop-db | Should -BeNullOrEmpty
        $identity = Get-MachineIdentity shop-db
        $identity.Status, $identity.DueAt | Should -Be 'Active', $null
        (Get-MachineIdentityAudit -Act UnregisterAccount).SubjectName | Should -Be 'shop-db'
        Test-MachineIdentityStore | Where-Object Passed -EQ $false | Should -BeNullOrEmpty
    }

    It 'takes accounts, identities and objects from the pipeline' {
        'one', 'two', 'three' | ForEach-Object { $null = Register-One $_ }
        (Get-MachineAccount one | Unregister-MachineAccount -PassThru -Confirm:$false).Name | Should -Be 'one'
        (Get-MachineIdentity two | Unregister-MachineAccount -PassThru -Confirm:$false).Name | Should -Be 'two'
        ([pscustomobject]@{ Name = 'three' } | Unregister-MachineAccount -PassThru -Confirm:$false).Name | Should -Be 'three'
        Get-MachineAccount | Should -BeNullOrEmpty
    }

    It 'has what is not rotated here refused' {
        $null = Register-One gone
        Unregister-MachineAccount gone -Confirm:$false
        Assert-TestError { Unregister-MachineAccount gone -Confirm:$false } -Id WrongState -Category InvalidOperation -Target gone
        Assert-TestError { Invoke-MachineIdentityRotation gone } -Id Unsupported -Category NotImplemented -Target gone
        Assert-TestError { Unregister-MachineAccount none -Confirm:$false } -Id IdentityNotFound -Category ObjectNotFound -Target none
    }

    It 'changes nothing with -WhatIf, and refuses what the real thing would' {
        $null = Register-One whatif
        Assert-ChangesNothing { Unregister-MachineAccount whatif -WhatIf }
        Assert-TestError { Unregister-MachineAccount gone -WhatIf } -Id WrongState -Category InvalidOperation -Target gone
    }

    It 'stops' {
        Assert-Stops '$n = "stop$([guid]::NewGuid())"; $null = Register-MachineAccount $n PostgreSql -Administrator keeper -Store $store; Unregister-MachineAccount $n -Store $store' @{ store = $store }
    }
}
