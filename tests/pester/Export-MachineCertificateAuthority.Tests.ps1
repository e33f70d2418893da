Describe 'Export-MachineCertificateAuthority' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $root = New-MachineCertificateAuthority root
        $issuing = New-MachineCertificateAuthority issuing -Parent root
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'emits PEM: the chain, or the certificate alone' {
        [regex]::Matches((Export-MachineCertificateAuthority issuing), 'BEGIN CERTIFICATE').Count | Should -Be 2
        $leaf = Export-MachineCertificateAuthority issuing -Content Leaf
        [Security.Cryptography.X509Certificates.X509Certificate2]::CreateFromPem($leaf).Subject | Should -Be 'CN=issuing'
        $leaf | Should -Not -Match 'PRIVATE'
    }

    It 'writes a file, in the format of its extension, and a folder' {
        (Export-MachineCertificateAuthority root "$TestDrive/root.der").FullName | Should -Be "$TestDrive/root.der"
        [Security.Cryptography.X509Certificates.X509CertificateLoader]::LoadCertificateFromFile("$TestDrive/root.der").Subject | Should -Be 'CN=root'
        Get-MachineCertificateAuthority | Export-MachineCertificateAuthority -Path "$TestDrive/trust/" | ForEach-Object Name | Should -Be 'issuing.pem', 'root.pem'
    }

    It 'takes authorities from the pipeline and by property name' {
        $issuing | Export-MachineCertificateAuthority -Content Leaf | Should -Match 'BEGIN CERTIFICATE'
        [pscustomobject]@{ Id = $root.Id } | Export-MachineCertificateAuthority | Should -Match 'BEGIN CERTIFICATE'
    }

    It 'writes nothing with -WhatIf' {
        Export-MachineCertificateAuthority root "$TestDrive/whatif.pem" -WhatIf
        "$TestDrive/whatif.pem" | Should -Not -Exist
    }

    It 'reports what is not there and what is in the way' {
        Assert-TestError { Export-MachineCertificateAuthority none } -Id IdentityNotFound -Category ObjectNotFound -Target none
        Assert-TestError { Export-MachineCertificateAuthority } -Id InvalidArgument -Category InvalidArgument
        Assert-TestError { Export-MachineCertificateAuthority root -Format Der } -Id InvalidArgument -Category InvalidArgument
        $null = Export-MachineCertificateAuthority root "$TestDrive/once.pem"
        Assert-TestError { Export-MachineCertificateAuthority root "$TestDrive/once.pem" } -Id FileExists -Category ResourceExists
        { Export-MachineCertificateAuthority root "$TestDrive/once.pem" -Force -ErrorAction Stop } | Should -Not -Throw
    }

    It 'hands out both roots while one replaces the other' {
        $null = New-MachineCertificateAuthority first
        $null = New-MachineCertificateAuthority second -Replaces first
        $text = Export-MachineCertificateAuthority first -TrustBundle
        ([regex]::Matches($text, 'BEGIN CERTIFICATE')).Count | Should -Be 2
        Export-MachineCertificateAuthority second -TrustBundle | Should -Be $text
        Assert-TestError { Export-MachineCertificateAuthority first -TrustBundle -Format Der -AsByteStream } -Id InvalidArgument -Category InvalidArgument
    }

    It 'stops' {
        Assert-Stops 'Export-MachineCertificateAuthority root -Store $store' @{ store = $store }
    }
}
