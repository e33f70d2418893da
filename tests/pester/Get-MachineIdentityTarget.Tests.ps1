Describe 'Get-MachineIdentityTarget' {
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

    It 'lists all, of one identity, and by path' {
        Get-MachineIdentityTarget | Should -HaveCount 2
        Get-MachineIdentityTarget web* | ForEach-Object Id | Should -Be $one.Id
        Get-MachineIdentityTarget -Path '*.pfx' | ForEach-Object Id | Should -Be $two.Id
        Get-MachineIdentityTarget web01 -Path '*.pfx' | Should -BeNullOrEmpty
        Get-MachineIdentityTarget -Id $one.Id | ForEach-Object Identity | Should -Be 'web01'
        Assert-Views (Get-MachineIdentityTarget)
    }

    It 'takes targets, identities and properties from the pipeline' {
        $one | Get-MachineIdentityTarget | ForEach-Object Id | Should -Be $one.Id
        $web | Get-MachineIdentityTarget | ForEach-Object Id | Should -Be $one.Id
        'shop01' | Get-MachineIdentityTarget | ForEach-Object Id | Should -Be $two.Id
        [pscustomobject]@{ Id = $two.Id } | Get-MachineIdentityTarget | ForEach-Object Id | Should -Be $two.Id
    }

    It 'lets its caller go on after the first' {
        & { $null = Get-MachineIdentityTarget | Select-Object -First 1; 'went on' } | Should -Be 'went on'
    }

    It 'completes paths' {
        (TabExpansion2 "Get-MachineIdentityTarget -Path $folder/w").CompletionMatches.CompletionText | Should -Be "$folder/web01.pem"
    }

    It 'reports what is not there' {
        Assert-TestError { Get-MachineIdentityTarget none } -Id IdentityNotFound -Category ObjectNotFound -Target none
        $unknown = [guid]::NewGuid()
        Assert-TestError { Get-MachineIdentityTarget -Id $unknown } -Id TargetNotFound -Category ObjectNotFound -Target $unknown
    }

    It 'stops' {
        Assert-Stops 'Get-MachineIdentityTarget -Store $store' @{ store = $store }
    }
}
