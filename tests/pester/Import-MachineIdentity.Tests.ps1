Describe 'Import-MachineIdentity' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $certificate = New-TestCertificate web01
        Export-TestPem $certificate "$TestDrive/web01.pem" -WithKey
        Export-TestPem (New-TestCertificate web02) "$TestDrive/web02.pem"
        [IO.File]::WriteAllBytes("$TestDrive/web03.pfx", (New-TestCertificate web03).Export('Pfx', 'pfx password'))
        Set-Content "$TestDrive/broken.pem" 'not a certificate'
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'takes a certificate with its key from a file, once' {
        $result = Import-MachineIdentity "$TestDrive/web01.pem" -Owner ops@corp.test
        $result.Action | Should -Be 'Added'
        $result.Identity.HasPrivateKey | Should -BeTrue
        $result.Identity.Owner | Should -Be 'ops@corp.test'
        (Import-MachineIdentity "$TestDrive/web01.pem").Action | Should -Be 'Unchanged'
        Get-MachineIdentity | Where-Object Fingerprint -EQ $result.Identity.Fingerprint | Should -HaveCount 1
    }

    It 'takes files from the pipeline, and a file name is no identity name' {
        $results = Get-ChildItem "$TestDrive/web0[12].pem" | Import-MachineIdentity
        $results | Should -HaveCount 2
        $results.Identity.Name | Should -Not -Contain 'web02.pem'
    }

    It 'takes wildcards and literal paths' {
        Import-MachineIdentity "$TestDrive/web0[12].pem" | Should -HaveCount 2
        Copy-Item "$TestDrive/web02.pem" "$TestDrive/strange[1].pem"
        Import-MachineIdentity -LiteralPath "$TestDrive/strange[1].pem" | Should -HaveCount 1
    }

    It 'opens a PFX file with its password' {
        $result = Import-MachineIdentity "$TestDrive/web03.pfx" -Password (ConvertTo-TestSecret 'pfx password') -Name shop
        $result.Identity.Name | Should -Be 'shop'
        $result.Identity.HasPrivateKey | Should -BeTrue
        Assert-TestError { Import-MachineIdentity "$TestDrive/web03.pfx" -Password (ConvertTo-TestSecret 'wrong') } -Id WrongPassword -Category AuthenticationError
    }

    It 'takes a certificate object with its key' {
        $own = New-TestCertificate web04
        ($own | Import-MachineIdentity).Identity.HasPrivateKey | Should -BeTrue
    }

    It 'takes what a scan found, and the owner of a file for nobody who answers for the key' {
        $null = ssh-keygen -q -t ed25519 -N '""' -C found@corp.test -f "$TestDrive/id_found"
        $result = Find-MachineSshKey -Path "$TestDrive/id_found" | Import-MachineIdentity -Tag found
        $result.Action | Should -Be 'Added'
        $result.Identity.Kind | Should -Be 'SshKey'
        $result.Identity.Owner | Should -BeNullOrEmpty
        $result.Identity.Tags | Should -Be 'found'
        $null = Set-MachineIdentity $result.Identity.Name -Owner ops@corp.test
        (Find-MachineSshKey -Path "$TestDrive/id_found" | Import-MachineIdentity).Identity.Owner | Should -Be 'ops@corp.test'
    }

    It 'takes rows of a CSV file by property name' {
        $rows = 'Name,Kind,Owner,Criticality,Tag,Path', 'api01,ApiToken,ops@corp.test,High,a;b,', "web05,,dev@corp.test,,,$TestDrive/web02.pem" | ConvertFrom-Csv
        $results = $rows | Import-MachineIdentity
        $results | Should -HaveCount 2
        $api = Get-MachineIdentity api01
        $api.Kind | Should -Be 'ApiToken'
        $api.Tags | Should -Be 'a', 'b'
        ($rows | Import-MachineIdentity).Action | Should -Be 'Unchanged', 'Unchanged'
    }

    It 'hands its results on by the id of the identity' {
        Import-MachineIdentity "$TestDrive/web01.pem" | Get-MachineIdentity | ForEach-Object Kind | Should -Be 'Certificate'
    }

    It 'reports what cannot be read and goes on' {
        $results = "$TestDrive/broken.pem", "$TestDrive/web01.pem" | Import-MachineIdentity -ErrorAction SilentlyContinue
        $results | Should -HaveCount 1
        (Get-TestError { Import-MachineIdentity "$TestDrive/broken.pem" }).CategoryInfo.Category | Should -Be 'InvalidData'
        Assert-TestError { Import-MachineIdentity "$TestDrive/none.pem" } -Id PathNotFound -Category ObjectNotFound
        Assert-TestError { Import-MachineIdentity -LiteralPath "$TestDrive/none.pem" } -Id PathNotFound -Category ObjectNotFound
    }

    It 'changes nothing with -WhatIf' {
        Export-TestPem (New-TestCertificate web06) "$TestDrive/web06.pem"
        Assert-ChangesNothing { Import-MachineIdentity "$TestDrive/web06.pem" -WhatIf }
    }

    It 'has both views' {
        Assert-Views (Import-MachineIdentity "$TestDrive/web01.pem")
    }

    It 'stops' {
        Assert-Stops 'Import-MachineIdentity $path -Store $store' @{ path = "$TestDrive/web01.pem"; store = $store }
    }
}
