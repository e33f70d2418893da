Describe 'New-MachineSshCertificate' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $null = New-MachineSshAuthority users
        $null = New-MachineSshAuthority hosts -Use Host
        $null = New-MachineSshKey laptop
        $null = Export-MachineSshKey laptop "$TestDrive/laptop.pub"

        function Show-Certificate { param($Name) (Export-MachineSshCertificate $Name | ssh-keygen -L -f -) -join "`n" }
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'certifies a user with a key of its own' {
        $certificate = New-MachineSshCertificate anna -Principal anna, www -Lifetime 16h -Owner ops@corp.test
        $certificate.Kind, $certificate.Authority, $certificate.Subject, $certificate.HasPrivateKey | Should -Be 'SshCertificate', 'users', 'anna', $true
        ($certificate.NotAfter - $certificate.NotBefore).TotalHours | Should -Be 16
        Export-MachineSshCertificate anna | Should -Match '^ssh-ed25519-cert-v01@openssh.com \S+ anna$'
    }

    It 'says what ssh-keygen lists' -Skip:(-not (Get-Command ssh-keygen -ErrorAction Ignore)) {
        $null = New-MachineSshCertificate backup backup -ForceCommand uptime -SourceAddress 10.0.0.0/8, 192.0.2.1 -VerifyRequired -Extension permit-pty -SerialNumber 77 -KeyId 'nightly backup'
        $shown = Show-Certificate backup
        $shown | Should -Match 'Key ID: "nightly backup"'
        $shown | Should -Match 'Serial: 77'
        $shown | Should -Match '(?s)force-command uptime\s+source-address 10\.0\.0\.0/8,192\.0\.2\.1\s+verify-required\s+Extensions:\s+permit-pty'
        $null = New-MachineSshCertificate plain backup -Extension @()
        Show-Certificate plain | Should -Match 'Extensions: \(none\)'
        Show-Certificate anna | Should -Match '(?s)Extensions:.*permit-X11-forwarding.*permit-user-rc'
    }

    It 'certifies a key of the inventory, and one from outside as a file and as text' {
        $one = New-MachineSshCertificate one -Principal anna -SshKey laptop
        $two = New-MachineSshCertificate two -Principal anna -PublicKey "$TestDrive/laptop.pub"
        $three = New-MachineSshCertificate three -Principal anna -PublicKey (Get-Content "$TestDrive/laptop.pub")
        ($one, $two, $three).HasPrivateKey | Should -Be $false, $false, $false
    }

    It 'certifies a host by its name' {
        $certificate = New-MachineSshCertificate web01.corp.test -HostCertificate
        $certificate.Authority | Should -Be 'hosts'
    }

    It 'takes names and columns from the pipeline' {
        ('u1', 'u2' | New-MachineSshCertificate -Principal deploy).Name | Should -Be 'u1', 'u2'
        $row = [pscustomobject]@{ Name = 'csv'; Principal = 'a;b'; Extension = ''; Authority = ''; SerialNumber = ''; Lifetime = '1d' }
        ($row | New-MachineSshCertificate).Status | Should -Be 'Active'
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { New-MachineSshCertificate whatif a -WhatIf }
        Assert-TestError { New-MachineSshCertificate anna a -WhatIf } -Id IdentityExists -Category ResourceExists -Target anna
    }

    It 'reports what breaks a rule' {
        Assert-TestError { New-MachineSshCertificate anna a } -Id IdentityExists -Category ResourceExists -Target anna
        Assert-TestError { New-MachineSshCertificate none } -Id InvalidName -Category InvalidArgument -Target none
        Assert-TestError { New-MachineSshCertificate long a -Lifetime 999d } -Id PolicyViolation -Category PermissionDenied -Target long
        Assert-TestError { New-MachineSshCertificate net a -SourceAddress web01 } -Id InvalidArgument -Category InvalidArgument -Target net
        Assert-TestError { New-MachineSshCertificate who a -Authority none } -Id AuthorityNotFound -Category ObjectNotFound -Target none
        Assert-TestError { New-MachineSshCertificate host a -Authority hosts } -Id AuthorityUnusable -Category InvalidOperation -Target hosts
        Set-Content "$TestDrive/no.pub" 'nothing'
        Assert-TestError { New-MachineSshCertificate bad a -PublicKey "$TestDrive/no.pub" } -Id InvalidKey -Category InvalidData -Target bad
    }

    It 'stops' {
        Assert-Stops 'New-MachineSshCertificate "stop$([guid]::NewGuid())" a -Store $store' @{ store = $store }
    }
}
