Describe 'Get-MachineIdentityLocation' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $web, $shop, $tls = Initialize-TestDelivery $TestDrive
        $null = Add-MachineIdentityTarget web01 "$tls/web01.pem" -KeyPath "$tls/web01.key" | Publish-MachineIdentity
        Export-TestPem (New-TestCertificate legacy) "$TestDrive/legacy.pem"
        $legacy = (Find-MachineCertificate -Path "$TestDrive/legacy.pem" | Import-MachineIdentity).Identity
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'lists the places of all identities' {
        $places = Get-MachineIdentityLocation
        $places.Location | Should -Be "$TestDrive/legacy.pem", "$tls/web01.pem"
        $places.Identity | Should -Be 'legacy', 'web01'
        $places.IsTarget | Should -Be $false, $true
        $places.Version | Should -Be 1, 1
        Assert-Views $places
    }

    It 'takes names, ids and objects, also from the pipeline' {
        (Get-MachineIdentityLocation leg*).Identity | Should -Be 'legacy'
        ('web01' | Get-MachineIdentityLocation).Location | Should -Be "$tls/web01.pem"
        ($legacy | Get-MachineIdentityLocation).Identity | Should -Be 'legacy'
        ([pscustomobject]@{ Id = $web.Id } | Get-MachineIdentityLocation).Identity | Should -Be 'web01'
        Get-MachineIdentityLocation shop01 | Should -BeNullOrEmpty
        Assert-TestError { Get-MachineIdentityLocation none } -Id IdentityNotFound -Category ObjectNotFound -Target none
    }

    It 'filters by kind and by time' {
        Get-MachineIdentityLocation -LocationKind Endpoint | Should -BeNullOrEmpty
        Get-MachineIdentityLocation -LocationKind File | Should -HaveCount 2
        Get-MachineIdentityLocation -NotSeenSince 1h | Should -BeNullOrEmpty
        Get-MachineIdentityLocation -NotSeenSince ([datetime]::UtcNow.AddDays(1)) | Should -HaveCount 2
    }

    It 'leaves out what is gone until it is asked for' {
        Remove-Item "$TestDrive/legacy.pem"
        (Find-MachineCertificate -Path "$TestDrive" -Recurse | Import-MachineIdentity | Where-Object Action -EQ Gone).Identity.Name | Should -Be 'legacy'
        Get-MachineIdentityLocation legacy | Should -BeNullOrEmpty
        (Get-MachineIdentityLocation legacy -IncludeGone).GoneAt | Should -Not -BeNullOrEmpty
    }

    It 'lets its caller go on after the first, and stops at once' {
        & { $null = Get-MachineIdentityLocation | Select-Object -First 1; 'went on' } | Should -Be 'went on'
        Assert-Stops '1..100 | ForEach-Object { Get-MachineIdentityLocation -Store $store }' @{ store = $store }
    }
}
