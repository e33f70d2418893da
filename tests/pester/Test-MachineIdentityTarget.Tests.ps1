Describe 'Test-MachineIdentityTarget' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $web, $shop, $folder = Initialize-TestDelivery $TestDrive

        $one = Add-MachineIdentityTarget web01 "$folder/web01.pem" -KeyPath "$folder/web01.key"
        $two = Add-MachineIdentityTarget shop01 "$folder/shop01.pfx"

        $null = Publish-MachineIdentity web01, shop01
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'says that targets hold' {
        $tests = Test-MachineIdentityTarget
        $tests | Should -HaveCount 2
        $tests.Holds | Should -Not -Contain $false
        Assert-Views $tests
    }

    It 'says what is wrong' {
        Set-Content "$folder/web01.pem" 'damaged'
        $test = Test-MachineIdentityTarget web01
        $test.Holds | Should -BeFalse
        $test.Reason | Should -Match 'web01.pem'
        $test.Identity | Should -Be 'web01'
        $null = $test | Publish-MachineIdentity
        (Test-MachineIdentityTarget web01).Holds | Should -BeTrue
    }

    It 'takes targets, identities and properties from the pipeline' {
        $one | Test-MachineIdentityTarget | ForEach-Object Holds | Should -BeTrue
        $shop | Test-MachineIdentityTarget | ForEach-Object Identity | Should -Be 'shop01'
        [pscustomobject]@{ Id = $one.Id } | Test-MachineIdentityTarget | ForEach-Object Identity | Should -Be 'web01'
        Test-MachineIdentityTarget | Test-MachineIdentityTarget | Should -HaveCount 2
    }

    It 'lets its caller go on after the first' {
        & { $null = Test-MachineIdentityTarget | Select-Object -First 1; 'went on' } | Should -Be 'went on'
    }

    It 'reports what is not there' {
        Assert-TestError { Test-MachineIdentityTarget none } -Id IdentityNotFound -Category ObjectNotFound -Target none
    }

    It 'stops' {
        Assert-Stops 'Test-MachineIdentityTarget -Store $store' @{ store = $store }
    }
}
