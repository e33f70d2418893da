Describe 'Test-MachineIdentityAudit' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $null = Import-MachineIdentity -Name web01
        $export = (Export-MachineIdentityAudit "$TestDrive/audit.jsonl" -PublicKeyPath "$TestDrive/audit.pem").Path
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'finds the audit of the store intact' {
        $verdict = Test-MachineIdentityAudit
        $verdict.Intact | Should -BeTrue
        $verdict.Records | Should -BeGreaterThan 1
    }

    It 'verifies an export by path, from the pipeline and by property name' {
        (Test-MachineIdentityAudit $export -PublicKey "$TestDrive/audit.pem").Intact | Should -BeTrue
        (Get-Item $export | Test-MachineIdentityAudit).Intact | Should -BeTrue
        ([pscustomobject]@{ Path = $export } | Test-MachineIdentityAudit).Source | Should -Be $export
    }

    It 'says where an export was edited' {
        $edited = "$TestDrive/edited.jsonl"
        (Get-Content $export -Raw) -replace 'InitializeStore', 'InitializeSt0re' | Set-Content $edited -NoNewline
        $verdict = Test-MachineIdentityAudit $edited -PublicKey "$TestDrive/audit.pem"
        $verdict.Intact | Should -BeFalse
        $verdict.Problems[0].Sequence | Should -Be 1
    }

    It 'has both views' {
        Assert-Views (Test-MachineIdentityAudit)
    }

    It 'reports a path that is not there and what is no export' {
        Assert-TestError { Test-MachineIdentityAudit "$TestDrive/none.jsonl" } -Id PathNotFound -Category ObjectNotFound
        Set-Content "$TestDrive/text.jsonl" 'text'
        Assert-TestError { Test-MachineIdentityAudit "$TestDrive/text.jsonl" } -Id InvalidFile -Category InvalidData
    }

    It 'stops' {
        Assert-Stops 'Test-MachineIdentityAudit -Store $store' @{ store = $store }
    }
}
