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

    It 'makes one to replace another, like it where nothing else is said' {
        $null = New-MachineSshAuthority old -Use Host -KeyAlgorithm EcdsaP384 -Owner ops@corp.test -Criticality High
        $next = [pscustomobject]@{ Name = 'next'; Replaces = 'old'; Owner = 'security@corp.test' } | New-MachineSshAuthority
        $next.Use, $next.KeyAlgorithm, $next.State, $next.Replaces | Should -Be 'Host', 'EcdsaP384', 'Prepared', 'old'
        $next.Identity.Criticality, $next.Identity.Owner | Should -Be 'High', 'security@corp.test'
        (Get-MachineSshAuthority old).ReplacedBy | Should -Be 'next'
        Assert-TestError { New-MachineSshAuthority third -Replaces old } -Id WrongState -Category InvalidOperation -Target old
        Assert-TestError { New-MachineSshAuthority third -Replaces none } -Id AuthorityNotFound -Category ObjectNotFound -Target none
        Assert-TestError { New-MachineSshAuthority third -Replaces users -Use Any } -Id InvalidArgument -Category InvalidArgument -Target third
        Assert-ChangesNothing { New-MachineSshAuthority third -Replaces users -WhatIf }
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
