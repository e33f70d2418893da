Describe 'Test-MachineCertificate' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $null = New-MachineCertificateAuthority corp
        $web = New-MachineCertificate web01 -DnsName web01.corp.test
        $null = Export-MachineCertificate web01 "$TestDrive/web01.pem"
        $null = Export-MachineCertificateAuthority corp "$TestDrive/corp.pem"
        Export-TestPem (New-TestCertificate stranger) "$TestDrive/stranger.pem"
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'makes every check' {
        $result = Test-MachineCertificate web01 -HostName web01.corp.test
        $result.Passed | Should -BeTrue -Because "$($result.Checks)"
        $result.Name | Should -Be 'web01'
        $result.Fingerprint | Should -Be $web.Fingerprint
        $result.Checks.Count | Should -BeGreaterThan 5
        $result.Checks.Check | Should -Contain 'KeyHealth'
        Assert-Views $result
    }

    It 'fails for another host name and another time' {
        (Test-MachineCertificate web01 -HostName other.corp.test).Passed | Should -BeFalse
        (Test-MachineCertificate web01 -At ([datetime]::UtcNow.AddDays(3000))).Passed | Should -BeFalse
    }

    It 'tests files against the store and against other roots' {
        $result = Test-MachineCertificate -Path "$TestDrive/web*.pem"
        $result.Passed | Should -BeTrue -Because "$($result.Checks)"
        $result.Name | Should -Be "$TestDrive/web01.pem"
        (Test-MachineCertificate -LiteralPath "$TestDrive/stranger.pem").Passed | Should -BeFalse
        (Test-MachineCertificate web01 -TrustedRoot "$TestDrive/stranger.pem").Passed | Should -BeFalse
        (Test-MachineCertificate web01 -TrustedRoot "$TestDrive/corp.pem").Passed | Should -BeTrue
    }

    It 'sees a revocation in the store and in a list' {
        $gone = New-MachineCertificate gone.corp.test
        $null = Export-MachineCertificate gone.corp.test "$TestDrive/gone.pem"
        $null = Revoke-MachineIdentity gone.corp.test -Confirm:$false
        (Test-MachineCertificate gone.corp.test).Passed | Should -BeFalse
        $null = Publish-MachineCertificateRevocationList corp "$TestDrive/corp.crl"
        $other = Initialize-TestStore $TestDrive
        try {
            (Test-MachineCertificate -Path "$TestDrive/gone.pem" -TrustedRoot "$TestDrive/corp.pem").Passed | Should -BeTrue
            (Test-MachineCertificate -Path "$TestDrive/gone.pem" -TrustedRoot "$TestDrive/corp.pem" -RevocationList "$TestDrive/corp.crl").Passed | Should -BeFalse
        }
        finally {
            $env:MIM_STORE = $store
        }
    }

    It 'takes identities, authorities and files from the pipeline' {
        $web | Test-MachineCertificate | ForEach-Object Name | Should -Be 'web01'
        'web01' | Test-MachineCertificate | ForEach-Object Passed | Should -BeTrue
        Get-MachineCertificateAuthority | Test-MachineCertificate | ForEach-Object Passed | Should -BeTrue
        Get-Item "$TestDrive/web01.pem" | Test-MachineCertificate | ForEach-Object Passed | Should -BeTrue
        [pscustomobject]@{ Id = $web.Id } | Test-MachineCertificate | ForEach-Object Name | Should -Be 'web01'
    }

    It 'lets its caller go on after the first' {
        & { $null = Get-MachineIdentity | Test-MachineCertificate | Select-Object -First 1; 'went on' } | Should -Be 'went on'
    }

    It 'reports what is not there and what is no certificate, and goes on' {
        Assert-TestError { Test-MachineCertificate none } -Id IdentityNotFound -Category ObjectNotFound -Target none
        Assert-TestError { Test-MachineCertificate -LiteralPath "$TestDrive/none.pem" } -Id PathNotFound -Category ObjectNotFound
        Set-Content "$TestDrive/broken.der" 'no certificate'
        Assert-TestError { Test-MachineCertificate -Path "$TestDrive/broken.der" } -Id InvalidCertificate -Category InvalidData
        'none', 'web01' | Test-MachineCertificate -ErrorAction Ignore | ForEach-Object Name | Should -Be 'web01'
    }

    It 'stops' {
        Assert-Stops 'Test-MachineCertificate web01 -Store $store' @{ store = $store }
    }
}
