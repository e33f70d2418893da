Describe 'Export-MachineCertificate' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $null = New-MachineCertificateAuthority corp
        $web = New-MachineCertificate web01 -DnsName web01.corp.test
        $null = New-MachineCertificate '*.corp.test'
        $password = ConvertTo-TestSecret 'correct horse battery'

        function Get-KeyExports { @(Get-MachineIdentityAudit -Act ExportPrivateKey).Count }
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'emits PEM: <Content>' -ForEach @(
        @{ Content = 'Leaf'; Count = 1 }
        @{ Content = 'Chain'; Count = 1 }
        @{ Content = 'FullChain'; Count = 2 }
    ) {
        $pem = Export-MachineCertificate web01 -Content $Content
        [regex]::Matches($pem, 'BEGIN CERTIFICATE').Count | Should -Be $Count
        $pem | Should -Not -Match PRIVATE
    }

    It 'emits octets' {
        $der = Export-MachineCertificate web01 -Format Der -AsByteStream
        , $der | Should -BeOfType [byte[]]
        [Security.Cryptography.X509Certificates.X509CertificateLoader]::LoadCertificate($der).Subject | Should -Be 'CN=web01'
        Assert-TestError { Export-MachineCertificate web01 -Format Pkcs7 } -Id InvalidArgument -Category InvalidArgument
    }

    It 'emits a private key only when asked in words, and audits it' {
        $before = Get-KeyExports
        Assert-TestError { Export-MachineCertificate web01 -IncludePrivateKey } -Id InvalidArgument -Category InvalidArgument
        Get-KeyExports | Should -Be $before
        $pem = Export-MachineCertificate web01 -IncludePrivateKey -AsPlainText
        [Security.Cryptography.X509Certificates.X509Certificate2]::CreateFromPem($pem, $pem).HasPrivateKey | Should -BeTrue
        $encrypted = Export-MachineCertificate web01 -IncludePrivateKey -Password $password
        $encrypted | Should -Match 'BEGIN ENCRYPTED PRIVATE KEY'
        [Security.Cryptography.X509Certificates.X509Certificate2]::CreateFromEncryptedPem($encrypted, $encrypted, 'correct horse battery').HasPrivateKey | Should -BeTrue
        Get-KeyExports | Should -Be ($before + 2)
    }

    It 'writes a PFX, modern and legacy' {
        (Export-MachineCertificate web01 "$TestDrive/web01.pfx" -IncludePrivateKey -Password $password).Name | Should -Be 'web01.pfx'
        $null = Export-MachineCertificate web01 "$TestDrive/old.p12" -IncludePrivateKey -Password $password -Legacy
        foreach ($file in 'web01.pfx', 'old.p12') {
            [Security.Cryptography.X509Certificates.X509CertificateLoader]::LoadPkcs12FromFile("$TestDrive/$file", 'correct horse battery').HasPrivateKey | Should -BeTrue
        }
    }

    It 'writes keys for their owner only' -Skip:$IsWindows {
        $file = Export-MachineCertificate web01 "$TestDrive/key.pem" -IncludePrivateKey
        [int]$file.UnixFileMode | Should -Be 0x180
    }

    It 'writes many into a folder, under names that files may have' {
        $files = Get-MachineIdentity | Export-MachineCertificate -Path "$TestDrive/many/" -ErrorAction Ignore
        $files.Name | Sort-Object | Should -Contain '_.corp.test.pem'
        Assert-TestError { Get-MachineIdentity web01, '[*].corp.test' | Export-MachineCertificate -Path "$TestDrive/one.pem" } -Id InvalidArgument -Category InvalidArgument
    }

    It 'exports an earlier version' {
        $first = Export-MachineCertificate web01 -Content Leaf
        $null = Invoke-MachineIdentityRotation web01
        Export-MachineCertificate web01 -Content Leaf | Should -Not -Be $first
        Export-MachineCertificate web01 -Content Leaf -Version 1 | Should -Be $first
        Assert-TestError { Export-MachineCertificate web01 -Version 9 } -Id VersionNotFound -Category ObjectNotFound -Target web01
    }

    It 'takes identities from the pipeline and by property name' {
        $web | Export-MachineCertificate | Should -Match 'BEGIN CERTIFICATE'
        [pscustomobject]@{ Id = $web.Id } | Export-MachineCertificate | Should -Match 'BEGIN CERTIFICATE'
        'web01' | Export-MachineCertificate | Should -Match 'BEGIN CERTIFICATE'
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { Export-MachineCertificate web01 "$TestDrive/whatif.pem" -IncludePrivateKey -WhatIf }
        "$TestDrive/whatif.pem" | Should -Not -Exist
    }

    It 'reports what is not there and what is in the way' {
        Assert-TestError { Export-MachineCertificate none } -Id IdentityNotFound -Category ObjectNotFound -Target none
        Assert-TestError { Export-MachineCertificate corp } -Id IdentityNotFound -Category ObjectNotFound -Target corp
        Export-TestRequest csr01 "$TestDrive/csr01.csr"
        $null = New-MachineCertificate csr01 -CertificateSigningRequest "$TestDrive/csr01.csr"
        Assert-TestError { Export-MachineCertificate csr01 "$TestDrive/csr01.pem" -IncludePrivateKey } -Id PrivateKeyMissing -Category ObjectNotFound -Target csr01
        Set-Content "$TestDrive/there.pem" 'mine'
        Assert-TestError { Export-MachineCertificate web01 "$TestDrive/there.pem" } -Id FileExists -Category ResourceExists
        Get-Content "$TestDrive/there.pem" | Should -Be 'mine'
        $null = Export-MachineCertificate web01 "$TestDrive/there.pem" -Force
        Get-Content "$TestDrive/there.pem" -Raw | Should -Match 'BEGIN CERTIFICATE'
    }

    It 'stops' {
        $variables = @{ store = $store; password = ConvertTo-TestSecret 'stretched' }
        Assert-Stops 'Export-MachineCertificate web01 -IncludePrivateKey -Password $password -Store $store' $variables
    }
}
