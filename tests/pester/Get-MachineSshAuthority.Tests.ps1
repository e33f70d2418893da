Describe 'Get-MachineSshAuthority' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $users = New-MachineSshAuthority users
        $null = New-MachineSshAuthority hosts -Use Host
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'lists all, and those of a name' {
        (Get-MachineSshAuthority).Name | Should -Be 'hosts', 'users'
        (Get-MachineSshAuthority h*).Use | Should -Be 'Host'
        Assert-Views (Get-MachineSshAuthority users)
    }

    It 'takes authorities from the pipeline and by property name' {
        ($users | Get-MachineSshAuthority).PublicKey | Should -Be $users.PublicKey
        ([pscustomobject]@{ Id = $users.Id } | Get-MachineSshAuthority).Name | Should -Be 'users'
        ($users.Identity | Get-MachineSshAuthority).Name | Should -Be 'users'
    }

    It 'reports what is not there' {
        Assert-TestError { Get-MachineSshAuthority none } -Id IdentityNotFound -Category ObjectNotFound -Target none
    }

    It 'completes names' {
        (TabExpansion2 'Get-MachineSshAuthority ho' -cursorColumn 26).CompletionMatches.CompletionText | Should -Contain 'hosts'
    }

    It 'stops' {
        Assert-Stops 'Get-MachineSshAuthority -Store $store' @{ store = $store }
    }
}
