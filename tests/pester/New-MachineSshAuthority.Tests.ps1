Describe 'New-MachineSshAuthority' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'makes an authority for users' {
        $authority = New-MachineSshAuthority users -Owner ops@corp.test -Comment 'corp users'
        $authority.Use, $authority.KeyAlgorithm, $authority.Status | Should -Be 'User', 'Ed25519', 'Active'
        $authority.PublicKey | Should -Match '^ssh-ed25519 \S+ corp users$'
        $authority.SshFingerprint | Should -Match '^SHA256:'
        $authority.Identity.Criticality | Should -Be 'Critical'
        Assert-Views $authority
    }

    It 'makes authorities from columns' {
        $rows = [pscustomobject]@{ Name = 'hosts'; Use = 'Host'; KeyAlgorithm = 'EcdsaP256' }, [pscustomobject]@{ Name = 'both'; Use = 'Any'; KeyAlgorithm = '' }
        $rows | New-MachineSshAuthority | ForEach-Object { "$($_.Use) $($_.KeyAlgorithm)" } | Should -Be 'Host EcdsaP256', 'Any Ed25519'
        'piped' | New-MachineSshAuthority | ForEach-Object Name | Should -Be 'piped'
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { New-MachineSshAuthority whatif -WhatIf }
        Assert-TestError { New-MachineSshAuthority users -WhatIf } -Id IdentityExists -Category ResourceExists -Target users
    }

    It 'reports what breaks a rule' {
        Assert-TestError { New-MachineSshAuthority users } -Id IdentityExists -Category ResourceExists -Target users
        Assert-TestError { New-MachineSshAuthority short -Lifetime 1m } -Id InvalidArgument -Category InvalidArgument -Target short
    }

    It 'stops' {
        Assert-Stops 'New-MachineSshAuthority "stop$([guid]::NewGuid())" -Store $store' @{ store = $store }
    }
}
