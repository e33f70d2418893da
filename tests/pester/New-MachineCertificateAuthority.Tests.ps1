Describe 'New-MachineCertificateAuthority' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'makes a root' {
        $root = New-MachineCertificateAuthority corp
        $root.Name | Should -Be 'corp'
        $root.Subject | Should -Be 'CN=corp'
        $root.KeyAlgorithm | Should -Be 'EcdsaP256'
        $root.Parent | Should -BeNullOrEmpty
        $root.Identity.Criticality | Should -Be 'Critical'
        ($root.NotAfter - $root.NotBefore).TotalDays | Should -BeGreaterThan 3600
        Assert-Views $root
    }

    It 'makes one below another, with constraints and addresses' {
        $sub = New-MachineCertificateAuthority issuing -Parent corp -PathLength 0 -PermittedDns corp.test, corp.example -ExcludedIPAddress 0.0.0.0/0 -CrlUrl http://pki.corp.test/i.crl -CrlLifetime 3d -Lifetime 365
        $sub.Parent | Should -Be 'corp'
        $sub.PathLength | Should -Be 0
        $sub.CrlLifetime | Should -Be ([timespan]::FromDays(3))
        $certificate = [Security.Cryptography.X509Certificates.X509Certificate2]::new([byte[]]$sub.Certificate)
        $certificate.Issuer | Should -Be 'CN=corp'
        $certificate.Extensions.Oid.Value | Should -Contain '2.5.29.30'
        { New-MachineCertificate a.corp.test -Authority issuing -ErrorAction Stop } | Should -Not -Throw
        Assert-TestError { New-MachineCertificate a.other.test -Authority issuing } -Id NameConstraintViolation -Category PermissionDenied -Target a.other.test
        Assert-TestError { New-MachineCertificateAuthority below -Parent issuing } -Id AuthorityUnusable -Category InvalidOperation
    }

    It 'makes the next for one, which issues nothing yet' {
        $null = New-MachineCertificateAuthority old -Owner pki@corp.test -CrlUrl http://pki.corp.test/old.crl
        $next = New-MachineCertificateAuthority next -Replaces old -CrossSign -WarningVariable warnings -WarningAction SilentlyContinue
        $next.State | Should -Be 'Prepared'
        $next.Replaces | Should -Be 'old'
        $next.Subject | Should -Be 'CN=old'
        $next.Identity.Owner | Should -Be 'pki@corp.test'
        "$warnings" | Should -BeLike '*-CrlUrl*'
        Assert-TestError { New-MachineCertificate a.corp.test -Authority next } -Id AuthorityUnusable -Category InvalidOperation
        Assert-TestError { New-MachineCertificateAuthority third -Replaces old } -Id WrongState -Category InvalidOperation -Target old
        Assert-TestError { New-MachineCertificateAuthority third -CrossSign } -Id InvalidArgument -Category InvalidArgument -Target third
    }

    It 'takes names and properties from the pipeline' {
        'n1', 'n2' | New-MachineCertificateAuthority | ForEach-Object Name | Should -Be 'n1', 'n2'
        $made = [pscustomobject]@{ Name = 'p1'; Parent = 'corp'; KeyAlgorithm = 'Rsa2048'; PathLength = ''; Owner = 'ops@corp.test' } | New-MachineCertificateAuthority
        $made.KeyAlgorithm | Should -Be 'Rsa2048'
        $made.Identity.Owner | Should -Be 'ops@corp.test'
        $made.PathLength | Should -BeNullOrEmpty
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { New-MachineCertificateAuthority other -WhatIf }
    }

    It 'reports what it refuses, and goes on' {
        Assert-TestError { New-MachineCertificateAuthority corp } -Id IdentityExists -Category ResourceExists -Target corp
        Assert-TestError { New-MachineCertificateAuthority x -Parent none } -Id AuthorityNotFound -Category ObjectNotFound -Target none
        Assert-TestError { New-MachineCertificateAuthority y -CrlUrl 'no url' } -Id InvalidArgument -Category InvalidArgument
        'corp', 'after' | New-MachineCertificateAuthority -ErrorAction Ignore | ForEach-Object Name | Should -Be 'after'
    }

    It 'stops' {
        Assert-Stops 'New-MachineCertificateAuthority "s$(New-Guid)" -Store $store' @{ store = $store }
    }
}
