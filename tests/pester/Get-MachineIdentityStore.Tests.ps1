Describe 'Get-MachineIdentityStore' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'describes the store' {
        $info = Get-MachineIdentityStore
        $info.Location | Should -Be $store
        $info.Engine | Should -Be 'SQLite'
        $info.CreatedAt.Offset | Should -Be ([timespan]::Zero)
        $info.KeyGeneration | Should -Be 1
        $info.AuditRecords | Should -BeGreaterThan 0
    }

    It 'takes a store relative to the location of the session' {
        Push-Location (Split-Path $store)
        try { (Get-MachineIdentityStore -Store ./inventory.db).Location | Should -Be $store } finally { Pop-Location }
    }

    It 'names what others can read' -Skip:$IsWindows {
        $open = Initialize-TestStore $TestDrive
        chmod 644 $open
        $warnings = @(Get-MachineIdentityStore -Store $open 3>&1 | Where-Object { $_ -is [Management.Automation.WarningRecord] })
        $warnings.Count | Should -BeGreaterThan 0
        "$warnings" | Should -BeLike "*$open*"
        Get-MachineIdentityStore -Store $open 3>&1 | Where-Object { $_ -is [Management.Automation.WarningRecord] } | Should -BeNullOrEmpty -Because 'once a session is enough'
        $env:MIM_STORE = $store
    }

    It 'has both views' {
        Assert-Views (Get-MachineIdentityStore)
    }

    It 'reports a store that is not there, and one that is no store' {
        Assert-TestError { Get-MachineIdentityStore -Store "$TestDrive/none.db" } -Id StoreNotFound -Category ObjectNotFound
        Set-Content "$TestDrive/text.db" ('This is no database. ' * 100)
        Assert-TestError { Get-MachineIdentityStore -Store "$TestDrive/text.db" } -Id StoreDamaged -Category InvalidData
    }

    It 'stops' {
        Assert-Stops 'Get-MachineIdentityStore -Store $store' @{ store = $store }
    }
}
