Describe 'Publish-MachineSshRevocationList' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $null = New-MachineSshAuthority users
        $null = New-MachineSshCertificate anna -Principal anna
        $null = New-MachineSshKey deploy
        $null = Revoke-MachineIdentity anna, deploy -Confirm:$false
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'makes a list and writes it' {
        $list = Publish-MachineSshRevocationList "$TestDrive/etc/revoked_keys" -Comment nightly
        $list.CertificateCount, $list.KeyCount, $list.Comment | Should -Be 1, 1, 'nightly'
        [IO.File]::ReadAllBytes("$TestDrive/etc/revoked_keys") | Should -Be $list.Krl
        Assert-Views $list
    }

    It 'counts up, and replaces the file' {
        $first = Publish-MachineSshRevocationList "$TestDrive/again"
        $second = Publish-MachineSshRevocationList "$TestDrive/again"
        $second.Number | Should -Be ($first.Number + 1)
        [IO.File]::ReadAllBytes("$TestDrive/again") | Should -Be $second.Krl
    }

    It 'makes what ssh-keygen reads' -Skip:(-not (Get-Command ssh-keygen -ErrorAction Ignore)) {
        $null = Publish-MachineSshRevocationList "$TestDrive/krl"
        $null = Export-MachineSshKey deploy "$TestDrive/deploy.pub"
        $null = New-MachineSshKey good
        $null = Export-MachineSshKey good "$TestDrive/good.pub"
        $null = ssh-keygen -Q -f "$TestDrive/krl" "$TestDrive/deploy.pub"
        $LASTEXITCODE | Should -Be 1
        $null = ssh-keygen -Q -f "$TestDrive/krl" "$TestDrive/good.pub"
        $LASTEXITCODE | Should -Be 0
    }

    It 'takes paths by property name' {
        [pscustomobject]@{ Path = "$TestDrive/piped"; Comment = 'x' } | Publish-MachineSshRevocationList | ForEach-Object Comment | Should -Be 'x'
        "$TestDrive/piped" | Should -Exist
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { Publish-MachineSshRevocationList "$TestDrive/what/krl" -WhatIf }
        "$TestDrive/what" | Should -Not -Exist
    }

    It 'reports a file that cannot be written' {
        Get-TestError { Publish-MachineSshRevocationList "$TestDrive" } | Should -Not -BeNullOrEmpty
    }

    It 'stops' {
        Assert-Stops 'Publish-MachineSshRevocationList -Store $store' @{ store = $store }
    }
}
