Describe 'Revoke-MachineIdentity' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $null = New-MachineCertificateAuthority corp
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    BeforeEach {
        $name = "w$(Get-Random).corp.test"
        $identity = New-MachineCertificate $name
    }

    It 'revokes with reason and date' {
        $result = Revoke-MachineIdentity $name -Reason keyCompromise -InvalidityDate 2026-01-01 -Confirm:$false
        $result.Reason | Should -Be 'KeyCompromise'
        $result.OnList | Should -BeTrue
        $result.SerialNumber | Should -Be $identity.SerialNumber
        (Get-MachineIdentity $name).Status | Should -Be 'Revoked'
        Assert-Views $result
    }

    It 'suspends and frees' {
        $null = Revoke-MachineIdentity $name -Reason CertificateHold -Confirm:$false
        (Get-MachineIdentity $name).Status | Should -Be 'Suspended'
        $null = Revoke-MachineIdentity $name -Reason RemoveFromCrl -Confirm:$false
        (Get-MachineIdentity $name).Status | Should -Be 'Active'
    }

    It 'takes identities from the pipeline and by property name' {
        $identity | Revoke-MachineIdentity -Confirm:$false | ForEach-Object Identity | Should -Be $name
        $other = New-MachineCertificate "o$(Get-Random).corp.test"
        [pscustomobject]@{ Id = $other.Id } | Revoke-MachineIdentity -Confirm:$false | ForEach-Object Identity | Should -Be $other.Name
    }

    It 'cascades from an authority to everything below it' {
        $null = New-MachineCertificateAuthority top
        $null = New-MachineCertificateAuthority mid -Parent top
        $null = 1..5 | ForEach-Object { "m$_.corp.test" } | New-MachineCertificate -Authority mid
        $results = Get-MachineCertificateAuthority top | Revoke-MachineIdentity -Reason CACompromise -Cascade -Confirm:$false
        $results.Identity | Should -HaveCount 7
        $results.Identity | Should -Contain 'mid'
        Get-MachineIdentity m*.corp.test -Status Active | Should -BeNullOrEmpty
        (Get-MachineIdentity $name).Status | Should -Be 'Active'
    }

    It 'delivers the next list to servers that wait for one, and says which does not heed it' -Skip:(-not (Get-Command ssh-keygen -ErrorAction Ignore)) {
        $null = New-MachineSshAuthority users
        $null = New-MachineSshKey deploy
        ssh-keygen -q -t ed25519 -N '' -f "$TestDrive/host"
        Set-Content "$TestDrive/sshd_config" "HostKey $TestDrive/host", "RevokedKeys $TestDrive/krl"
        $null = Add-MachineIdentityTarget users "$TestDrive/krl" -Kind SshRevokedKeys -Configuration "$TestDrive/sshd_config"
        $null = Add-MachineIdentityTarget users "$TestDrive/none/krl" -Kind SshRevokedKeys -Configuration "$TestDrive/sshd_config"
        $trouble = $null
        $result = Revoke-MachineIdentity deploy -Confirm:$false -ErrorVariable trouble -ErrorAction SilentlyContinue
        $result.OnList | Should -BeTrue
        $trouble | Should -HaveCount 1
        "$trouble" | Should -Match 'none/krl'
        if (Get-Command sshd, /usr/sbin/sshd -ErrorAction Ignore) {
            [IO.File]::ReadAllBytes("$TestDrive/krl") | Should -Be (Get-MachineSshRevocationList | Select-Object -First 1).Krl
        }
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { Revoke-MachineIdentity $name -WhatIf }
        Assert-ChangesNothing { Revoke-MachineIdentity corp -Cascade -WhatIf }
    }

    It 'does not prompt when nobody is there to answer' {
        $pwsh = [Environment]::ProcessPath
        $said = & $pwsh -NoProfile -NonInteractive -Command "Import-Module '$(Get-TestManifest)'; Revoke-MachineIdentity '$name' -Store '$store'; 'ended'" 2>&1 | Out-String
        $said | Should -Match 'ended'
        (Get-MachineIdentity $name).Status | Should -Be 'Active'
    }

    It 'reports what cannot be revoked, and goes on' {
        Assert-TestError { Revoke-MachineIdentity none -Confirm:$false } -Id IdentityNotFound -Category ObjectNotFound -Target none
        $null = Revoke-MachineIdentity $name -Confirm:$false
        Assert-TestError { Revoke-MachineIdentity $name -Confirm:$false } -Id AlreadyRevoked -Category InvalidOperation -Target $name
    }

    It 'completes reasons' {
        (TabExpansion2 'Revoke-MachineIdentity x -Reason Key').CompletionMatches.CompletionText | Should -Be 'KeyCompromise'
    }

    It 'stops' {
        Assert-Stops '$name = "$(New-Guid).corp.test"; $null = New-MachineCertificate $name -Store $store; Revoke-MachineIdentity $name -Store $store' @{ store = $store }
    }
}
