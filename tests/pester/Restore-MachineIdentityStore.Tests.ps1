Describe 'Restore-MachineIdentityStore' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $backup = Backup-MachineIdentityStore "$TestDrive/backup.db"
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'makes a store of a backup' {
        $restored = Restore-MachineIdentityStore $backup.FullName -Store "$TestDrive/copy/inventory.db" -Confirm:$false
        $restored.Id | Should -Be (Get-MachineIdentityStore).Id
    }

    It 'takes a file from the pipeline' {
        $restored = $backup | Restore-MachineIdentityStore -Store "$TestDrive/piped.db" -Confirm:$false
        $restored.Location | Should -Be (Join-Path $TestDrive 'piped.db')
    }

    It 'replaces a store only with -Force' {
        Assert-TestError { Restore-MachineIdentityStore $backup.FullName -Confirm:$false } -Id StoreExists -Category ResourceExists
        (Restore-MachineIdentityStore $backup.FullName -Force -Confirm:$false).Location | Should -Be $store
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { Restore-MachineIdentityStore $backup.FullName -Force -WhatIf }
    }

    It 'refuses what is no backup' {
        Set-Content "$TestDrive/text.db" ('This is no database. ' * 100)
        (Get-TestError { Restore-MachineIdentityStore "$TestDrive/text.db" -Store "$TestDrive/target.db" -Confirm:$false }).CategoryInfo.Category | Should -Be 'InvalidData'
        "$TestDrive/target.db" | Should -Not -Exist
    }

    It 'stops' {
        Assert-Stops 'Restore-MachineIdentityStore $backup -Store "$folder/$(New-Guid).db"' @{ folder = "$TestDrive"; backup = $backup.FullName }
    }
}
