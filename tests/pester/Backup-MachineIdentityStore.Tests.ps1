Describe 'Backup-MachineIdentityStore' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'writes a copy that opens' {
        $file = Backup-MachineIdentityStore "$TestDrive/backup.db"
        $file | Should -BeOfType ([IO.FileInfo])
        (Get-MachineIdentityStore -Store $file.FullName).Id | Should -Be (Get-MachineIdentityStore).Id
    }

    It 'overwrites only with -Force' {
        $null = Backup-MachineIdentityStore "$TestDrive/again.db"
        Assert-TestError { Backup-MachineIdentityStore "$TestDrive/again.db" } -Id FileExists -Category ResourceExists -Target (Join-Path $TestDrive 'again.db')
        (Backup-MachineIdentityStore "$TestDrive/again.db" -Force).Name | Should -Be 'again.db'
        Get-ChildItem $TestDrive -Filter 'again.db*' | Should -HaveCount 1
    }

    It 'writes nothing with -WhatIf' {
        Assert-ChangesNothing { Backup-MachineIdentityStore "$TestDrive/whatif.db" -WhatIf }
        "$TestDrive/whatif.db" | Should -Not -Exist
    }

    It 'stops' {
        Assert-Stops 'Backup-MachineIdentityStore "$folder/stop.db" -Force -Store $store' @{ folder = "$TestDrive"; store = $store }
    }
}
