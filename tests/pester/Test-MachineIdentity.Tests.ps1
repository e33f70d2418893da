Describe 'Test-MachineIdentity' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $null = New-MachineCertificateAuthority corp
        $web = New-MachineCertificate web01 -DnsName web01.corp.test
        $legacy = New-TestCertificate legacy
        Export-TestPem $legacy "$TestDrive/legacy.pem"
        $null = Import-MachineIdentity "$TestDrive/legacy.pem" -Name legacy
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'goes through the whole inventory' {
        (Test-MachineIdentity).Identity | Sort-Object | Should -Be 'corp', 'legacy', 'web01'
    }

    It 'names what is wrong, how much it matters and what to do' {
        $health = Test-MachineIdentity legacy
        $health.Kind | Should -Be 'Certificate'
        $health.Severity | Should -Be 'Medium'
        $finding = $health.Findings | Where-Object Rule -EQ SelfSigned
        $finding.Severity | Should -Be 'Medium'
        $finding.Detail | Should -Not -BeNullOrEmpty
        $finding.Advice | Should -Not -BeNullOrEmpty
        (Test-MachineIdentity web01).Severity | Should -BeNullOrEmpty
    }

    It 'leaves lesser findings out' {
        Test-MachineIdentity legacy -MinimumSeverity High | Should -BeNullOrEmpty
        (Test-MachineIdentity -MinimumSeverity Medium).Identity | Should -Contain 'legacy'
    }

    It 'finds keys that share a prime and one key in several identities' {
        $first = [Security.Cryptography.RSA]::Create(1024)
        $second = [Security.Cryptography.RSA]::Create(1024)
        $number = { param($octets) [bigint]::new($octets, $true, $true) }
        $modulus = (& $number $first.ExportParameters($true).P) * (& $number $second.ExportParameters($true).Q)
        $lines = (& $number $first.ExportParameters($false).Modulus), $modulus | ForEach-Object {
            $octets = $_.ToByteArray($false, $true)
            $blob = [byte[]](0, 0, 0, 7) + [Text.Encoding]::ASCII.GetBytes('ssh-rsa') + [byte[]](0, 0, 0, 3, 1, 0, 1) +
                [byte[]](0, 0, ($octets.Length -shr 8), ($octets.Length -band 255)) + $octets
            "ssh-rsa $([Convert]::ToBase64String($blob))"
        }

        $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=device', $first, 'SHA256', [Security.Cryptography.RSASignaturePadding]::Pkcs1)
        $now = [datetimeoffset]::UtcNow
        Export-TestPem $request.CreateSelfSigned($now.AddDays(-1), $now.AddDays(90)) "$TestDrive/device.pem"
        Set-Content "$TestDrive/one.pub" $lines[0]
        Set-Content "$TestDrive/other.pub" $lines[1]
        $null = Import-MachineIdentity "$TestDrive/device.pem" -Name device
        $null = Import-MachineIdentity "$TestDrive/one.pub" -Name one
        $null = Import-MachineIdentity "$TestDrive/other.pub" -Name other
        $one = Test-MachineIdentity one
        $one.Severity | Should -Be 'Critical'
        $one.Findings.Rule | Should -Contain 'KeyReused'
        ($one.Findings | Where-Object Rule -EQ SharedPrime).Detail | Should -BeLike "*'other'*"
        (Test-MachineIdentity other).Findings.Rule | Should -Contain 'SharedPrime'
    }

    It 'takes identities from the pipeline and by property name' {
        $web | Test-MachineIdentity | ForEach-Object Identity | Should -Be 'web01'
        'web01' | Test-MachineIdentity | ForEach-Object Identity | Should -Be 'web01'
        [pscustomobject]@{ Name = 'web01' } | Test-MachineIdentity | ForEach-Object Identity | Should -Be 'web01'
        [pscustomobject]@{ Id = $web.Id } | Test-MachineIdentity | ForEach-Object IdentityId | Should -Be $web.Id
        Test-MachineIdentity web01 | Get-MachineIdentity | ForEach-Object Name | Should -Be 'web01'
    }

    It 'has both views' {
        Assert-Views (Test-MachineIdentity legacy)
        Assert-Views (Test-MachineIdentity web01)
    }

    It 'reports an identity that is not there, and goes on' {
        Assert-TestError { Test-MachineIdentity none } -Id IdentityNotFound -Category ObjectNotFound -Target none
        'none', 'web01' | Test-MachineIdentity -ErrorAction Ignore | ForEach-Object Identity | Should -Be 'web01'
    }

    It 'changes nothing' {
        Assert-ChangesNothing { Test-MachineIdentity }
    }

    It 'stops' {
        Assert-Stops 'Test-MachineIdentity -Store $store' @{ store = $store }
    }
}
