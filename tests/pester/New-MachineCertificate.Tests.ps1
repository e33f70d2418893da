Describe 'New-MachineCertificate' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $null = New-MachineCertificateAuthority corp

        function Get-Leaf($Name) {
            [Security.Cryptography.X509Certificates.X509Certificate2]::CreateFromPem((Export-MachineCertificate $Name -Content Leaf))
        }
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'issues with everything that is said' {
        $made = New-MachineCertificate web01 -DnsName web01.corp.test, '*.web01.corp.test' -IPAddress 10.0.0.1, ::1 -Uri spiffe://corp.test/web -Email ops@corp.test -Subject 'CN=web,O=Corp' -Profile Peer -KeyAlgorithm EcdsaP384 -Lifetime 40d -Owner ops@corp.test -Purpose shop -Criticality High -Environment production -Tag site=north, pci
        $made.Status | Should -Be 'Active'
        $made.Authority | Should -Be 'corp'
        $made.KeyAlgorithm | Should -Be 'EcdsaP384'
        $made.Owner | Should -Be 'ops@corp.test'
        $made.Purpose | Should -Be 'shop'
        $made.Criticality | Should -Be 'High'
        $made.Environment | Should -Be 'production'
        $made.Tags | Should -Be 'site=north', 'pci'
        [math]::Round(($made.NotAfter - $made.NotBefore).TotalDays) | Should -Be 40
        $leaf = Get-Leaf web01
        $leaf.Extensions['2.5.29.17'].EnumerateDnsNames() | Should -Be 'web01.corp.test', '*.web01.corp.test'
        $leaf.Extensions['2.5.29.17'].EnumerateIPAddresses() | Should -HaveCount 2
        $leaf.Extensions['2.5.29.37'].EnhancedKeyUsages | Should -HaveCount 2
        Assert-Views $made
    }

    It 'makes A-labels of international names' {
        $null = New-MachineCertificate idn -DnsName 'bücher.corp.test'
        (Get-Leaf idn).Extensions['2.5.29.17'].EnumerateDnsNames() | Should -Be 'xn--bcher-kva.corp.test'
    }

    It 'takes names from the pipeline, in their order' {
        $names = 1..300 | ForEach-Object { "n$_.corp.test" }
        $names | New-MachineCertificate | ForEach-Object Name | Should -Be $names
    }

    It 'takes rows of a CSV file: lists split, empty columns say nothing' {
        $made = 'Name,DnsName,KeyAlgorithm,Lifetime,Criticality,Profile,Owner,Tag,IPAddress', 'c1,c1.corp.test;c1.corp.example,,,,,ops@corp.test,"a,b",', 'c2,c2.corp.test,Rsa2048,30d,Low,Client,,,' | ConvertFrom-Csv | New-MachineCertificate
        $made.Name | Should -Be 'c1', 'c2'
        $made[0].Tags | Should -Be 'a', 'b'
        $made[0].KeyAlgorithm | Should -Be 'EcdsaP256'
        $made[0].Criticality | Should -Be 'Medium'
        $made[1].Owner | Should -BeNullOrEmpty
        $made[1].KeyAlgorithm | Should -Be 'Rsa2048'
        (Get-Leaf c1).Extensions['2.5.29.17'].EnumerateDnsNames() | Should -Be 'c1.corp.test', 'c1.corp.example'
    }

    It 'makes no name out of a row without one' {
        Assert-TestError { [pscustomobject]@{ DnsName = 'x.corp.test' } | New-MachineCertificate } -Id InvalidName -Category InvalidArgument
    }

    It 'certifies the key of a request: <From>' -ForEach @(
        @{ From = 'path'; Value = { param($path) $path } }
        @{ From = 'file'; Value = { param($path) Get-Item $path } }
        @{ From = 'text'; Value = { param($path) Get-Content $path -Raw } }
        @{ From = 'lines'; Value = { param($path) Get-Content $path } }
        @{ From = 'octets'; Value = { param($path) , [IO.File]::ReadAllBytes($path) } }
    ) {
        $name = "csr-$From"
        Export-TestRequest $name "$TestDrive/$name.csr"
        $made = New-MachineCertificate $name -CertificateSigningRequest (& $Value "$TestDrive/$name.csr")
        $made.HasPrivateKey | Should -BeFalse
        (Get-Leaf $name).Extensions['2.5.29.17'].EnumerateDnsNames() | Should -Be "$name.corp.test"
    }

    It 'changes nothing with -WhatIf, and says what would be refused' {
        Assert-ChangesNothing { 'w1.corp.test', 'w2.corp.test' | New-MachineCertificate -WhatIf }
        Assert-TestError { New-MachineCertificate web01 -DnsName web01.corp.test -WhatIf } -Id IdentityExists -Category ResourceExists -Target web01
    }

    It 'refuses <Id>' -ForEach @(
        @{ Id = 'IdentityExists'; Category = 'ResourceExists'; Arguments = @{ Name = 'web01'; DnsName = 'web01.corp.test' } }
        @{ Id = 'InvalidName'; Category = 'InvalidArgument'; Arguments = @{ Name = 'bad'; DnsName = 'no name' } }
        @{ Id = 'InvalidArgument'; Category = 'InvalidArgument'; Arguments = @{ Name = 'sub.corp.test'; Profile = 'Authority' } }
        @{ Id = 'AuthorityNotFound'; Category = 'ObjectNotFound'; Arguments = @{ Name = 'x.corp.test'; Authority = 'none' } }
        @{ Id = 'PolicyViolation'; Category = 'PermissionDenied'; Arguments = @{ Name = 'long.corp.test'; Lifetime = '3000d' } }
        @{ Id = 'InvalidRequest'; Category = 'InvalidData'; Arguments = @{ Name = 'r.corp.test'; CertificateSigningRequest = "-----BEGIN CERTIFICATE REQUEST-----`nAAAA`n-----END CERTIFICATE REQUEST-----" } }
        @{ Id = 'PathNotFound'; Category = 'ObjectNotFound'; Arguments = @{ Name = 'f.corp.test'; CertificateSigningRequest = './none.csr' } }
    ) {
        Assert-TestError { New-MachineCertificate @Arguments } -Id $Id -Category $Category
    }

    It 'goes on after what it refuses' {
        'ok1.corp.test', 'web01', 'no name', 'ok2.corp.test' | New-MachineCertificate -ErrorAction SilentlyContinue -ErrorVariable trouble | ForEach-Object Name | Should -Be 'ok1.corp.test', 'ok2.corp.test'
        $trouble | Should -HaveCount 2
    }

    It 'lets its caller go on after the first' {
        & { $null = 1..50 | ForEach-Object { "s$_.corp.test" } | New-MachineCertificate | Select-Object -First 1; 'went on' } | Should -Be 'went on'
        (Test-MachineIdentityAudit).Intact | Should -BeTrue
    }

    It 'completes authorities' {
        (TabExpansion2 'New-MachineCertificate x -Authority c').CompletionMatches.CompletionText | Should -Be 'corp'
    }

    It 'stops' {
        Assert-Stops '1..1000 | ForEach-Object { "$(New-Guid).corp.test" } | New-MachineCertificate -Store $store' @{ store = $store }
    }
}
