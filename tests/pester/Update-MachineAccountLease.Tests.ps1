# What becomes of accounts of a real server stands in Request-MachineAccountLease.Tests.ps1.
Describe 'Update-MachineAccountLease' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $account = Register-MachineAccount admin1 PostgreSql db01.corp.test -Tag library=admins
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'reports what is not lent, by parameter, by pipeline and by property name' {
        Assert-TestError { Update-MachineAccountLease admin1 -Lifetime 1h } -Id WrongState -Category InvalidOperation -Target admin1
        Assert-TestError { $account | Update-MachineAccountLease -Lifetime 1h } -Id WrongState -Category InvalidOperation -Target admin1
        Assert-TestError { [pscustomobject]@{ IdentityId = $account.Id } | Update-MachineAccountLease -Lifetime 1h } -Id WrongState -Category InvalidOperation -Target admin1
        Assert-TestError { Update-MachineAccountLease none -Lifetime 1h } -Id IdentityNotFound -Category ObjectNotFound -Target none
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { Update-MachineAccountLease admin1 -Lifetime 1h -WhatIf -ErrorAction Ignore }
    }

    It 'stops' {
        Assert-Stops 'Update-MachineAccountLease admin1 -Lifetime 1h -Store $store -ErrorAction Ignore' @{ store = $store }
    }
}
