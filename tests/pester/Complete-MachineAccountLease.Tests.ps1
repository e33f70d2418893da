# What becomes of accounts of a real server stands in Request-MachineAccountLease.Tests.ps1.
Describe 'Complete-MachineAccountLease' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $account = Register-MachineAccount admin1 PostgreSql db01.corp.test -Tag library=admins
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'reports what is not lent, by parameter, by pipeline and by property name' {
        Assert-TestError { Complete-MachineAccountLease admin1 } -Id WrongState -Category InvalidOperation -Target admin1
        Assert-TestError { $account | Complete-MachineAccountLease } -Id WrongState -Category InvalidOperation -Target admin1
        Assert-TestError { [pscustomobject]@{ IdentityId = $account.Id } | Complete-MachineAccountLease } -Id WrongState -Category InvalidOperation -Target admin1
        Assert-TestError { Complete-MachineAccountLease none } -Id IdentityNotFound -Category ObjectNotFound -Target none
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { Complete-MachineAccountLease admin1 -WhatIf -ErrorAction Ignore }
    }

    It 'stops' {
        Assert-Stops 'Complete-MachineAccountLease admin1 -Store $store -ErrorAction Ignore' @{ store = $store }
    }
}
