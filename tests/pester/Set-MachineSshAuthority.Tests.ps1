Describe 'Set-MachineSshAuthority' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $null = New-MachineSshAuthority hosts -Use Host
        $null = Add-MachineIdentityTarget hosts "$TestDrive/known_hosts" -Kind SshTrustedAuthority -TrustedFor '*.corp.test'
        $null = Publish-MachineIdentity hosts
        $null = New-MachineSshCertificate web01 -HostCertificate
        $null = New-MachineSshAuthority hosts-2 -Replaces hosts
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'refuses to activate before the trust is delivered, and names the place' {
        Assert-TestError { Set-MachineSshAuthority hosts-2 Active } -Id ProofFailed -Category InvalidOperation -Target hosts-2
        (Get-TestError { Set-MachineSshAuthority hosts-2 Active -WhatIf }).Exception.Message | Should -BeLike '*known_hosts*'
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { Set-MachineSshAuthority hosts -State Tainted -WhatIf }
    }

    It 'activates by name and is silent' {
        (Publish-MachineIdentity hosts-2).Outcome | Should -Be 'Completed'
        Get-Content "$TestDrive/known_hosts" | Should -HaveCount 2
        Set-MachineSshAuthority hosts-2 -State Active | Should -BeNullOrEmpty
        (Get-MachineSshAuthority hosts-2).State | Should -Be 'Active'
    }

    It 'taints an authority from the pipeline, and emits it' {
        $hosts = Get-MachineSshAuthority hosts | Set-MachineSshAuthority -State Tainted -PassThru
        $hosts.State | Should -Be 'Tainted'
        $hosts.ReplacedBy | Should -Be 'hosts-2'
        Assert-Views $hosts
        (New-MachineSshCertificate late -HostCertificate -Authority hosts).Authority | Should -Be 'hosts-2'
        (Test-MachineIdentity web01).Findings.Rule | Should -Contain 'AuthorityTainted'
    }

    It 'takes names by property name' {
        [pscustomobject]@{ Name = 'hosts' } | Set-MachineSshAuthority -State Active
        (Get-MachineSshAuthority hosts).State | Should -Be 'Active'
        'hosts' | Set-MachineSshAuthority -State Tainted
    }

    It 'repeats a step without a change' {
        Assert-ChangesNothing { Set-MachineSshAuthority hosts -State Tainted }
    }

    It 'retires what is not in use, or what it is forced to' {
        Assert-TestError { Set-MachineSshAuthority hosts Retired } -Id WrongState -Category InvalidOperation -Target hosts
        Invoke-MachineIdentityRotation -IssuedBy hosts | ForEach-Object Outcome | Should -Be 'Completed'
        (Set-MachineSshAuthority hosts Retired -PassThru).Status | Should -Be 'Deactivated'
        $null = Publish-MachineIdentity hosts-2
        Get-Content "$TestDrive/known_hosts" | Should -HaveCount 1
    }

    It 'reports what is not there' {
        Assert-TestError { Set-MachineSshAuthority none -State Active } -Id IdentityNotFound -Category ObjectNotFound -Target none
    }

    It 'stops' {
        Assert-Stops 'Set-MachineSshAuthority hosts-2 -State Active -Store $store' @{ store = $store }
    }
}
