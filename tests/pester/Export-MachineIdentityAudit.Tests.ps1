Describe 'Export-MachineIdentityAudit' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'writes the audit and its public key' {
        $result = Export-MachineIdentityAudit "$TestDrive/audit.jsonl" -PublicKeyPath "$TestDrive/audit.pem"
        $result.Records | Should -BeGreaterThan 0
        Get-Content $result.Path | Should -Not -BeNullOrEmpty
        Get-Content "$TestDrive/audit.pem" -Raw | Should -Match 'BEGIN PUBLIC KEY'
    }

    It 'overwrites only with -Force' {
        $null = Export-MachineIdentityAudit "$TestDrive/again.jsonl"
        Assert-TestError { Export-MachineIdentityAudit "$TestDrive/again.jsonl" } -Id FileExists -Category ResourceExists -Target (Join-Path $TestDrive 'again.jsonl')
        (Export-MachineIdentityAudit "$TestDrive/again.jsonl" -Force).Path | Should -Be (Join-Path $TestDrive 'again.jsonl')
    }

    It 'writes nothing with -WhatIf' {
        Assert-ChangesNothing { Export-MachineIdentityAudit "$TestDrive/whatif.jsonl" -WhatIf }
        "$TestDrive/whatif.jsonl" | Should -Not -Exist
    }

    It 'has both views' {
        Assert-Views (Export-MachineIdentityAudit "$TestDrive/view.jsonl")
    }

    It 'stops' {
        Assert-Stops 'Export-MachineIdentityAudit "$folder/stop.jsonl" -Force -Store $store' @{ folder = "$TestDrive"; store = $store }
    }
}
