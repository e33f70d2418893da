Describe 'Export-MachineSshAuthority' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $users = New-MachineSshAuthority users
        $null = New-MachineSshAuthority hosts -Use Host
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'emits the key, and a line of known_hosts' {
        Export-MachineSshAuthority users | Should -Be $users.PublicKey
        Export-MachineSshAuthority hosts -HostName '*.corp.test', '10.0.0.*' | Should -Match '^@cert-authority \*\.corp\.test,10\.0\.0\.\* ssh-ed25519 \S+ hosts$'
        Export-MachineSshAuthority hosts -Format Pem | Should -Match 'BEGIN PUBLIC KEY'
    }

    It 'writes a file and a folder' {
        (Export-MachineSshAuthority users "$TestDrive/ca.pub").FullName | Should -Be "$TestDrive/ca.pub"
        Get-Content "$TestDrive/ca.pub" | Should -Be $users.PublicKey
        Get-MachineSshAuthority | Export-MachineSshAuthority -Path "$TestDrive/trust/" | ForEach-Object Name | Should -Be 'hosts.pub', 'users.pub'
    }

    It 'takes authorities from the pipeline and by property name' {
        $users | Export-MachineSshAuthority | Should -Be $users.PublicKey
        [pscustomobject]@{ Id = $users.Id } | Export-MachineSshAuthority | Should -Be $users.PublicKey
    }

    It 'writes nothing with -WhatIf' {
        Export-MachineSshAuthority users "$TestDrive/whatif.pub" -WhatIf
        "$TestDrive/whatif.pub" | Should -Not -Exist
    }

    It 'reports what is not there, what is in the way and what is no pattern' {
        Assert-TestError { Export-MachineSshAuthority none } -Id IdentityNotFound -Category ObjectNotFound -Target none
        Assert-TestError { Export-MachineSshAuthority hosts -HostName 'a b' } -Id InvalidArgument -Category InvalidArgument -Target hosts
        $null = Export-MachineSshAuthority users "$TestDrive/once.pub"
        Assert-TestError { Export-MachineSshAuthority users "$TestDrive/once.pub" } -Id FileExists -Category ResourceExists
        { Export-MachineSshAuthority users "$TestDrive/once.pub" -Force -ErrorAction Stop } | Should -Not -Throw
    }

    It 'stops' {
        Assert-Stops 'Export-MachineSshAuthority users -Store $store' @{ store = $store }
    }
}
