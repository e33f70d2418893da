Describe 'Publish-MachineIdentity' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $web, $shop, $folder = Initialize-TestDelivery $TestDrive

        $one = Add-MachineIdentityTarget web01 "$folder/web01.pem" -KeyPath "$folder/web01.key"
        $two = Add-MachineIdentityTarget shop01 "$folder/shop01.pfx"
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'installs and proves the current version' {
        $result = Publish-MachineIdentity web01
        $result.Outcome | Should -Be 'Completed' -Because $result.Reason
        $result.NewVersion | Should -Be 1
        [Security.Cryptography.X509Certificates.X509Certificate2]::CreateFromPemFile("$folder/web01.pem", "$folder/web01.key").Subject | Should -Be 'CN=web01'
        (Get-MachineIdentityTarget web01).InstalledVersion | Should -Be 1
        Assert-Views $result
    }

    It 'takes identities, targets, tests and properties from the pipeline' {
        $web, $shop | Publish-MachineIdentity | ForEach-Object Identity | Should -Be 'web01', 'shop01'
        Get-MachineIdentityTarget shop01 | Publish-MachineIdentity | ForEach-Object Identity | Should -Be 'shop01'
        Test-MachineIdentityTarget web01 | Publish-MachineIdentity | ForEach-Object Identity | Should -Be 'web01'
        [pscustomobject]@{ Id = $web.Id } | Publish-MachineIdentity | ForEach-Object Identity | Should -Be 'web01'
        'web01' | Publish-MachineIdentity | ForEach-Object Identity | Should -Be 'web01'
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { Get-MachineIdentity web01 | Publish-MachineIdentity -WhatIf }
    }

    It 'warns when there is no target' {
        $null = New-MachineCertificate lone.corp.test
        Publish-MachineIdentity lone.corp.test -WarningVariable said -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $said | Should -Match 'lone.corp.test'
    }

    It 'gives a result and an error when a target fails, and goes on' {
        $null = New-MachineCertificate bad.corp.test
        $null = Add-MachineIdentityTarget bad.corp.test "$TestDrive/none/bad.pem" -KeyPath "$TestDrive/none/bad.key"
        $results = Publish-MachineIdentity bad.corp.test, web01 -ErrorAction SilentlyContinue -ErrorVariable trouble
        $results | Should -HaveCount 2
        $results | Where-Object Identity -EQ bad.corp.test | ForEach-Object Outcome | Should -BeIn 'Failed', 'RolledBack'
        $trouble | Should -HaveCount 1
        Assert-TestError { Publish-MachineIdentity none } -Id IdentityNotFound -Category ObjectNotFound -Target none
    }

    It 'lets its caller go on after the first' {
        & { $null = Publish-MachineIdentity web01, shop01 | Select-Object -First 1; 'went on' } | Should -Be 'went on'
        (Publish-MachineIdentity web01, shop01).Outcome | Should -Not -Contain 'Failed'
    }

    It 'stops' {
        Assert-Stops 'Publish-MachineIdentity web01 -Store $store' @{ store = $store }
    }
}
