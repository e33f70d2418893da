Describe 'New-MachineSshKey' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'makes an Ed25519 key' {
        $key = New-MachineSshKey deploy -Owner ops@corp.test -Tag 'team=web', ci -Comment 'deploy@build' -Lifetime 30d
        $key.Kind, $key.KeyAlgorithm, $key.Status, $key.Version | Should -Be 'SshKey', 'Ed25519', 'Active', 1
        $key.HasPrivateKey | Should -BeTrue
        ($key.NotAfter - $key.NotBefore).TotalDays | Should -Be 30
        Export-MachineSshKey deploy | Should -Match '^ssh-ed25519 \S+ deploy@build$'
    }

    It 'makes keys of hosts, under names of their own' {
        $key = New-MachineSshKey deploy -HostKey -KeyAlgorithm EcdsaP384
        $key.Kind, $key.KeyAlgorithm | Should -Be 'SshHostKey', 'EcdsaP384'
    }

    It 'takes names and columns from the pipeline' {
        ('backup', 'ansible' | New-MachineSshKey).Name | Should -Be 'backup', 'ansible'
        $rows = [pscustomobject]@{ Name = 'csv01'; KeyAlgorithm = ''; Lifetime = '10d'; Tag = 'a;b'; Criticality = '' }
        $key = $rows | New-MachineSshKey
        $key.KeyAlgorithm | Should -Be 'Ed25519'
        $key.Tags | Should -Be 'a', 'b'
    }

    It 'changes nothing with -WhatIf, and refuses what the real thing would' {
        Assert-ChangesNothing { New-MachineSshKey whatif -WhatIf }
        Assert-TestError { New-MachineSshKey deploy -WhatIf } -Id IdentityExists -Category ResourceExists -Target deploy
    }

    It 'reports what breaks a rule' {
        Assert-TestError { New-MachineSshKey deploy } -Id IdentityExists -Category ResourceExists -Target deploy
        Assert-TestError { New-MachineSshKey high -Criticality High } -Id PolicyViolation -Category PermissionDenied -Target high
        Assert-TestError { New-MachineSshKey long -Lifetime 4000d } -Id PolicyViolation -Category PermissionDenied -Target long
        Assert-TestError { New-MachineSshKey weak -Criticality High -Owner a@corp.test -KeyAlgorithm Rsa2048 } -Id PolicyViolation -Category PermissionDenied -Target weak
        Assert-TestError { New-MachineSshKey lines -Comment "a`nb" } -Id InvalidArgument -Category InvalidArgument -Target lines
    }

    It 'is rotated' {
        $result = Invoke-MachineIdentityRotation csv01
        $result.Outcome | Should -Be 'Completed'
        (Get-MachineIdentity csv01).Version | Should -Be 2
    }

    It 'stops' {
        Assert-Stops 'New-MachineSshKey "stop$([guid]::NewGuid())" -Store $store' @{ store = $store }
    }
}
