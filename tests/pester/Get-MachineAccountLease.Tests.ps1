# What was borrowed is listed with the accounts of a real server in Request-MachineAccountLease.Tests.ps1.
Describe 'Get-MachineAccountLease' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $null = Register-MachineAccount admin1 PostgreSql db01.corp.test -Tag library=admins
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'lists nothing where nothing was borrowed' {
        Get-MachineAccountLease | Should -BeNullOrEmpty
        Get-MachineAccountLease admin* -All | Should -BeNullOrEmpty
        [pscustomobject]@{ Name = 'admin1' } | Get-MachineAccountLease | Should -BeNullOrEmpty
    }

    It 'reports what is not there, and changes nothing' {
        Assert-TestError { Get-MachineAccountLease none } -Id IdentityNotFound -Category ObjectNotFound -Target none
        Assert-ChangesNothing { Get-MachineAccountLease }
    }

    It 'stops' {
        Assert-Stops 'Get-MachineAccountLease -Store $store' @{ store = $store }
    }
}
