Describe 'Test-MachineIdentityStore' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'finds a fresh store sound' {
        $checks = Test-MachineIdentityStore
        $checks.Count | Should -BeGreaterThan 3
        $checks | Where-Object Passed -EQ $false | Should -BeNullOrEmpty
    }

    It 'works on the store it is told' {
        Test-MachineIdentityStore -Store $store | Should -Not -BeNullOrEmpty
    }

    It 'streams, and its caller goes on after the first' {
        $after = & { $null = Test-MachineIdentityStore | Select-Object -First 1; 'went on' }
        $after | Should -Be 'went on'
    }

    It 'finds an audit that was tampered with' -Skip:(-not (Get-Command sqlite3 -ErrorAction Ignore)) {
        $broken = Initialize-TestStore $TestDrive
        sqlite3 $broken "update audit set act = 'Nothing' where sequence = 1"
        Test-MachineIdentityStore -Store $broken | Where-Object Check -EQ AuditChain | ForEach-Object Passed | Should -BeFalse
        $env:MIM_STORE = $store
    }

    It 'has both views' {
        Assert-Views (Test-MachineIdentityStore)
    }

    It 'reports a store that is not there' {
        Assert-TestError { Test-MachineIdentityStore -Store "$TestDrive/none.db" } -Id StoreNotFound -Category ObjectNotFound
    }

    It 'stops' {
        Assert-Stops 'Test-MachineIdentityStore -Store $store' @{ store = $store }
    }
}
