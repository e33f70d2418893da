Describe 'Get-MachineIdentityRotation' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $web, $shop, $folder = Initialize-TestDelivery $TestDrive

        $null = Add-MachineIdentityTarget web01 "$folder/web01.pem" -KeyPath "$folder/web01.key"
        $null = Publish-MachineIdentity web01

        $first = Invoke-MachineIdentityRotation web01
        $second = Invoke-MachineIdentityRotation shop01
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'lists newest first, all or of one identity' {
        (Get-MachineIdentityRotation).Identity | Should -Be 'shop01', 'web01', 'web01'
        Get-MachineIdentityRotation web01 | Should -HaveCount 2
        Get-MachineIdentityRotation -First 1 | ForEach-Object Id | Should -Be $second.RotationId
        Get-MachineIdentityRotation -Outcome Failed | Should -BeNullOrEmpty
        Get-MachineIdentityRotation -Unfinished | Should -BeNullOrEmpty
        Assert-Views (Get-MachineIdentityRotation)
    }

    It 'adds the journal when asked' {
        $rotation = Get-MachineIdentityRotation -Id $first.RotationId -Journal
        $rotation.Journal.Count | Should -BeGreaterThan 4
        $rotation.Journal[0].Step | Should -Be 'Plan'
        $rotation | Format-List | Out-String | Should -Match 'Prove Done'
    }

    It 'takes rotations, results, identities and properties from the pipeline' {
        $first | Get-MachineIdentityRotation | ForEach-Object Id | Should -Be $first.RotationId
        Get-MachineIdentityRotation shop01 | Get-MachineIdentityRotation | ForEach-Object Id | Should -Be $second.RotationId
        $shop | Get-MachineIdentityRotation | ForEach-Object Id | Should -Be $second.RotationId
        [pscustomobject]@{ Id = $second.RotationId } | Get-MachineIdentityRotation | ForEach-Object Identity | Should -Be 'shop01'
        'shop01' | Get-MachineIdentityRotation | ForEach-Object Id | Should -Be $second.RotationId
    }

    It 'completes ids' {
        (TabExpansion2 'Get-MachineIdentityRotation -Id ').CompletionMatches.CompletionText | Should -Contain "$($first.RotationId)"
    }

    It 'lets its caller go on after the first' {
        & { $null = Get-MachineIdentityRotation | Select-Object -First 1; 'went on' } | Should -Be 'went on'
    }

    It 'reports what is not there' {
        $unknown = [guid]::NewGuid()
        Assert-TestError { Get-MachineIdentityRotation -Id $unknown } -Id RotationNotFound -Category ObjectNotFound -Target $unknown
        Assert-TestError { Get-MachineIdentityRotation none } -Id IdentityNotFound -Category ObjectNotFound -Target none
    }

    It 'stops' {
        Assert-Stops 'Get-MachineIdentityRotation -Store $store' @{ store = $store }
    }
}
